package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.shop.Shopper.Habit;
import dev.nightjar.pipelines.demo.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws the users of a shop, each from a stream of their own. */
final class CrowdMaker {
  private static final double SHARE_ARRIVING = 0.12;
  private static final int WALKS_OF_LIFE = 12;
  private static final double MEAN_VISITS_A_DAY = 0.27;
  private static final double ACTIVITY_SPREAD = 1.3;
  private static final List<String> COUNTRIES =
      List.of("DE", "DE", "DE", "FR", "FR", "NL", "AT", "SE", "PT", "IE", "DK", "PL");
  private static final List<String> AGE_BANDS =
      List.of("18-24", "25-34", "25-34", "35-44", "35-44", "45-54", "55-64", "65+");

  private final Streams streams;
  private final int leaves;
  private final int styles;
  private final int brands;
  private final int aspects;

  CrowdMaker(Streams streams, Vocabulary vocabulary) {
    this.streams = streams;
    this.leaves = vocabulary.leaves().size();
    this.styles = vocabulary.styles().size();
    this.brands = vocabulary.brands().size();
    this.aspects = vocabulary.aspects().size();
  }

  /** All users who have signed up by the end of a day. */
  List<Shopper> until(int day, DemoOptions options) {
    Arrivals arrivals = Arrivals.of(options.users(), SHARE_ARRIVING, options.days());
    return IntStream.range(0, arrivals.until(day))
        .mapToObj(number -> shopper(number, arrivals.day(number)))
        .toList();
  }

  private Shopper shopper(int number, int arrival) {
    SplittableRandom random = streams.of("user", number);
    // Before the log, users signed up over three years.
    int signup = arrival < 0 ? -1 - random.nextInt(1_000) : arrival;
    double activity =
        Math.exp(ACTIVITY_SPREAD * random.nextGaussian() - ACTIVITY_SPREAD * ACTIVITY_SPREAD / 2);
    return new Shopper(
        number,
        "U%05d".formatted(number + 1),
        signup,
        Streams.pick(random, COUNTRIES),
        Streams.pick(random, AGE_BANDS),
        habit(number),
        MEAN_VISITS_A_DAY * activity,
        leafTaste(random),
        styleTaste(random),
        gaussians(random, brands, 0.7),
        aspectCare(random),
        0.9 * random.nextGaussian(),
        0.4 * random.nextGaussian());
  }

  private static Habit habit(int number) {
    if (number % 40 == 11) {
      return Habit.NEVER;
    }
    return number % 33 == 5 ? Habit.ONCE : Habit.REGULAR;
  }

  /**
   * Two to five interests, most of them typical of the user's walk of life, and a little of all.
   */
  private List<Double> leafTaste(SplittableRandom random) {
    List<Double> typical = walkOfLife(random.nextInt(WALKS_OF_LIFE));
    double[] taste = new double[leaves];
    Arrays.fill(taste, 0.12 / leaves);
    int interests = 2 + random.nextInt(4);
    double left = 0.88;
    for (int i = 0; i < interests; i++) {
      double share = i == interests - 1 ? left : left * (0.35 + 0.25 * random.nextDouble());
      double[] weights = new double[leaves];
      for (int leaf = 0; leaf < leaves; leaf++) {
        weights[leaf] = 0.25 / leaves + typical.get(leaf);
      }
      taste[Streams.weighted(random, weights)] += share;
      left -= share;
    }
    return Arrays.stream(taste).boxed().toList();
  }

  /** What people in one walk of life tend to be interested in: a few leaves much, most not. */
  private List<Double> walkOfLife(int walk) {
    SplittableRandom random = streams.of("walk-of-life", walk);
    double[] weights = new double[leaves];
    double total = 0;
    for (int leaf = 0; leaf < leaves; leaf++) {
      weights[leaf] = Math.exp(1.8 * random.nextGaussian());
      total += weights[leaf];
    }
    double all = total;
    return Arrays.stream(weights).map(weight -> weight / all).boxed().toList();
  }

  /** One style that the user loves, one that they like, and none that says much else. */
  private List<Double> styleTaste(SplittableRandom random) {
    List<Double> taste = gaussians(random, styles, 0.4);
    int loved = random.nextInt(styles);
    int liked = random.nextInt(styles);
    taste.set(loved, taste.get(loved) + 2.0);
    taste.set(liked, taste.get(liked) + 0.9);
    return List.copyOf(taste);
  }

  /** Everybody cares about quality a little and about four aspects a lot. */
  private List<Double> aspectCare(SplittableRandom random) {
    List<Double> care = new ArrayList<>(Collections.nCopies(aspects, 0.15));
    for (int i = 0; i < Math.min(4, aspects); i++) {
      care.set(random.nextInt(aspects), 0.9);
    }
    return List.copyOf(care);
  }

  private static List<Double> gaussians(RandomGenerator random, int size, double spread) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(spread * random.nextGaussian());
    }
    return values;
  }
}
