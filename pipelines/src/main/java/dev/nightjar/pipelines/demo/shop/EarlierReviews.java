package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.shop.Shopper.Habit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Reviews of what users bought before the log begins. */
final class EarlierReviews {
  private static final int DAYS_BACK = 300;
  private static final int TRIES = 8;

  private final Streams streams;
  private final Shop shop;
  private final List<Shopper> writers;
  private final double[] zeal;

  EarlierReviews(Streams streams, Shop shop, List<Shopper> shoppers) {
    this.streams = streams;
    this.shop = shop;
    this.writers =
        shoppers.stream().filter(s -> s.signup() < 0 && s.habit() == Habit.REGULAR).toList();
    this.zeal = writers.stream().mapToDouble(s -> Math.sqrt(s.visitsADay())).toArray();
  }

  /** That many reviews; a user writes twice about one item only where there is little to choose. */
  List<Review> write(int count) {
    List<Review> reviews = new ArrayList<>();
    Set<Long> pairs = new HashSet<>();
    for (int number = 0; number < count; number++) {
      SplittableRandom random = streams.of("earlier-review", number);
      Review review = draw(random);
      for (int i = 0; i < TRIES && !pairs.add(((long) review.user() << 32) | review.item()); i++) {
        review = draw(random);
      }
      reviews.add(review);
    }
    return reviews;
  }

  private Review draw(SplittableRandom random) {
    Shopper writer = writers.get(Streams.weighted(random, zeal));
    double[] leaves = writer.leafTaste().stream().mapToDouble(Double::doubleValue).toArray();
    List<Item> offered = shop.catalog().inLeaf(Streams.weighted(random, leaves));
    double[] weights = new double[offered.size()];
    for (int i = 0; i < weights.length; i++) {
      Item item = offered.get(i);
      // What pleased at first sight is bought; what comes later cannot have been.
      weights[i] =
          item.arrival() < 0 ? item.appeal() * Math.exp(shop.taste().utility(writer, item)) : 0;
    }
    Item item = offered.get(Streams.weighted(random, weights));
    int back = 1 + random.nextInt(Math.min(DAYS_BACK, -writer.signup()));
    long second = -(long) back * Event.SECONDS_A_DAY + random.nextInt(Event.SECONDS_A_DAY);
    int stars = shop.taste().rating(writer, item, random.nextGaussian());
    return new Review(second, writer.number(), item.number(), stars);
  }
}
