package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.array.Shuffle;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.metric.RankingMetric;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Divides ratings twice by the same rule, so that the validation resembles the test. */
public final class RatingsExperiment {
  private static final double TRAIN_SHARE = 0.75;
  private static final double EARLY_SHARE = 0.8;
  private static final double SECONDS_A_DAY = 86_400;

  private static final List<RankingMetric> METRICS =
      List.of(
          RankingMetric.NDCG,
          RankingMetric.MAP,
          RankingMetric.PRECISION,
          RankingMetric.RECALL,
          RankingMetric.MRR,
          RankingMetric.HIT_RATE);

  private final List<Rating> ratings;
  private final RatingRule rule;
  private final RatingMeaning meaning;
  private final double lastSecond;
  private final DenseIds users;
  private final DenseIds items;

  private RatingsExperiment(List<Rating> ratings, RatingRule rule, RatingMeaning meaning) {
    this.ratings = ratings;
    this.rule = rule;
    this.meaning = meaning;
    this.lastSecond = ratings.stream().mapToDouble(Rating::seconds).max().orElse(0);
    if (rule.testFrom().isPresent()) {
      double first = ratings.stream().mapToDouble(Rating::seconds).min().orElse(0);
      rule.check(day(first), day(lastSecond));
    }
    this.users = DenseIds.of(ratings.stream().map(Rating::user).toList());
    this.items = DenseIds.of(ratings.stream().map(Rating::item).toList());
  }

  /** Divides ratings of which any is a hit. */
  public static Experiment of(List<Rating> ratings, RatingRule rule) {
    return of(ratings, rule, RatingMeaning.ANY);
  }

  /**
   * Divides ratings.
   *
   * @param meaning what models learn from a rating, and when it is asked for
   * @throws IllegalArgumentException when a day leaves no training, validation or test
   */
  public static Experiment of(List<Rating> ratings, RatingRule rule, RatingMeaning meaning) {
    return new RatingsExperiment(ratings, rule, meaning).experiment();
  }

  /** The same division for models that predict values. */
  public static Division divide(List<Rating> ratings, RatingRule rule) {
    RatingsExperiment experiment = new RatingsExperiment(ratings, rule, RatingMeaning.ANY);
    boolean[] test = experiment.test();
    boolean[] validation = experiment.validation(test);
    Division division = new Division(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int row = 0; row < test.length; row++) {
      List<Rating> part = validation[row] ? division.validation() : division.train();
      (test[row] ? division.test() : part).add(ratings.get(row));
    }
    return division;
  }

  /** Each rating is in one of the three. */
  public record Division(List<Rating> train, List<Rating> validation, List<Rating> test) {

    /** What is known when the test begins. */
    public List<Rating> beforeTest() {
      return Stream.concat(train.stream(), validation.stream()).toList();
    }

    public List<Rating> all() {
      return Stream.concat(beforeTest().stream(), test.stream()).toList();
    }
  }

  private boolean[] test() {
    return hidden(IntStream.range(0, ratings.size()).toArray(), rule, RatingsExperiment::tested);
  }

  private boolean[] validation(boolean[] test) {
    return hidden(
        rows(test, false), rule.ofValidation(day(lastSecond)), RatingsExperiment::validated);
  }

  private static int[] rows(boolean[] marks, boolean marked) {
    return IntStream.range(0, marks.length).filter(row -> marks[row] == marked).toArray();
  }

  private Experiment experiment() {
    boolean[] test = test();
    boolean[] validation = validation(test);
    int[] all = IntStream.range(0, ratings.size()).toArray();
    Map<Double, RatingMeaning.Said> said = meaning.of(ratings);
    Holdout tested = holdout(all, test, said);
    if (tested.cases().isEmpty() && !meaning.relevant().equals(RatingMeaning.ANY.relevant())) {
      throw new IllegalArgumentException(
          "--relevant is '%s', which holds for no rating of the test; count more ratings as hits"
              .formatted(meaning.relevant().sql()));
    }
    return new Experiment(
        items,
        holdout(rows(test, false), validation, said),
        tested,
        Measures.of(METRICS, RankingMetric.NDCG).withArea(),
        List.of(
            rule.words(day(lastSecond))
                + "; "
                + meaning.words()
                + "; "
                + ranked().formatted(items.size())));
  }

  private static LocalDate day(double seconds) {
    return LocalDate.ofInstant(Instant.ofEpochSecond((long) seconds), ZoneOffset.UTC);
  }

  private String ranked() {
    return switch (rule.repeat()) {
      case EXCLUDE -> "all %d items ranked but the user's training items";
      case ALLOW -> "all %d items ranked, the user's training items too";
      case ONLY -> "of %d items the user's training items ranked";
    };
  }

  private boolean[] hidden(int[] rows, RatingRule division, HiddenCount count) {
    boolean[] hidden = new boolean[ratings.size()];
    switch (division.split()) {
      case RANDOM -> {
        Map<Integer, List<Integer>> byItem = new TreeMap<>();
        for (int row : rows) {
          byItem
              .computeIfAbsent(items.place(ratings.get(row).item()), i -> new ArrayList<>())
              .add(row);
        }
        byItem.forEach(
            (item, own) -> hideRandom(own, division.seed() * 1_000_003 + item, count, hidden));
      }
      case USER_LAST -> {
        Map<String, Integer> last = new TreeMap<>();
        for (int row : byTime(rows)) {
          last.put(ratings.get(row).user(), row);
        }
        last.values().forEach(row -> hidden[row] = true);
      }
      case TEMPORAL -> {
        int[] ordered = byTime(rows);
        int from =
            division.testFrom().isPresent()
                ? before(ordered, division.testFrom().get())
                : (int) Math.round(EARLY_SHARE * ordered.length);
        Arrays.stream(ordered, from, ordered.length).forEach(row -> hidden[row] = true);
      }
    }
    return hidden;
  }

  /** How many of the ratings in order of time are older. */
  private int before(int[] ordered, LocalDate day) {
    double seconds = day.toEpochDay() * SECONDS_A_DAY;
    return (int) Arrays.stream(ordered).filter(row -> ratings.get(row).seconds() < seconds).count();
  }

  private static void hideRandom(
      List<Integer> rows, long seed, HiddenCount count, boolean[] hidden) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = Shuffle.of(rows.size(), random);
    for (int i = rows.size() - count.of(rows.size(), random); i < order.length; i++) {
      hidden[rows.get(order[i])] = true;
    }
  }

  /** How many of an item's ratings are hidden. */
  private interface HiddenCount {
    int of(int ratings, SplittableRandom random);
  }

  /** Half to even, as Python rounds: the published MovieLens 100k figures were split that way. */
  private static int tested(int ratings, SplittableRandom random) {
    return ratings - (int) Math.rint(TRAIN_SHARE * ratings);
  }

  /** Rounded by chance, so that items of few ratings are asked for too. */
  private static int validated(int ratings, SplittableRandom random) {
    return (int) (ValidationSplit.RANDOM_SHARE * ratings + random.nextDouble());
  }

  private int[] byTime(int[] rows) {
    return Arrays.stream(rows)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer row) -> ratings.get(row).seconds()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Holdout holdout(int[] rows, boolean[] hidden, Map<Double, RatingMeaning.Said> said) {
    List<List<Integer>> byUser = new ArrayList<>();
    for (int user = 0; user < users.size(); user++) {
      byUser.add(new ArrayList<>());
    }
    for (int row : byTime(rows)) {
      byUser.get(users.place(ratings.get(row).user())).add(row);
    }
    List<History> fit = new ArrayList<>();
    List<TestCase> cases = new ArrayList<>();
    for (int user = 0; user < byUser.size(); user++) {
      List<Integer> own = byUser.get(user);
      int size = own.size();
      int[] taken = new int[size];
      float[] ages = new float[size];
      float[] weights = new float[size];
      boolean[] hide = new boolean[size];
      boolean[] ask = new boolean[size];
      for (int i = 0; i < size; i++) {
        Rating rating = ratings.get(own.get(i));
        taken[i] = items.place(rating.item());
        ages[i] = (float) ((lastSecond - rating.seconds()) / SECONDS_A_DAY);
        weights[i] = said.get(rating.value()).strength();
        hide[i] = hidden[own.get(i)];
        ask[i] = hide[i] && said.get(rating.value()).relevant();
      }
      PairHoldout.divide(
          new History(user, taken, ages, weights), hide, ask, rule.repeat(), fit, cases);
    }
    cases.removeIf(test -> rule.knownUsers() && test.history().size() == 0);
    return new Holdout(fit, cases, new boolean[0], rule.repeat());
  }
}
