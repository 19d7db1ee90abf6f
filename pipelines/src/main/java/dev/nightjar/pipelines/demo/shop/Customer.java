package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.shop.Event.Kind;
import dev.nightjar.pipelines.demo.shop.Shopper.Habit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One user's days in the shop; what happens on a day depends on no later one. */
final class Customer {
  private static final double FETCH_COMPANION = 0.45;
  private static final int COMPANION_DAYS = 14;
  private static final double LOOK_ON = 0.35;
  private static final double ORDER_AGAIN = 0.3;
  private static final int USED_UP_DAYS = 15;
  private static final double RATE = 0.5;
  private static final double WRITE = 0.6;

  private final Streams streams;
  private final Shop shop;
  private final Shopper shopper;
  private final Preferences preferences;
  private final List<Event> events = new ArrayList<>();
  private final List<Review> reviews = new ArrayList<>();
  private final List<Event> purchases = new ArrayList<>();
  private int lastLeaf = -1;

  Customer(Streams streams, Shop shop, Shopper shopper) {
    this.streams = streams;
    this.shop = shop;
    this.shopper = shopper;
    this.preferences = new Preferences(shopper, shop.taste(), shop.catalog().items().size());
  }

  /** Lives through the days from 0 to the last, both included. */
  Customer liveUntil(int lastDay, int referenceDay) {
    if (shopper.habit() == Habit.ONCE) {
      visitOnce(lastDay, referenceDay);
    }
    for (int day = Math.max(0, shopper.signup());
        day <= lastDay && shopper.habit() == Habit.REGULAR;
        day++) {
      SplittableRandom random = streams.of("visit", shopper.number(), day);
      double expected = shopper.visitsADay() * shop.market().visits(day);
      boolean comes = random.nextDouble() < 1 - Math.exp(-expected);
      if (comes || day == shopper.signup()) {
        remember(visit(random, day));
      }
    }
    return this;
  }

  List<Event> events() {
    return events;
  }

  List<Review> reviews() {
    return reviews;
  }

  private void visitOnce(int lastDay, int referenceDay) {
    SplittableRandom random = streams.of("only-visit", shopper.number());
    int from = Math.max(0, shopper.signup());
    int day = from + random.nextInt(Math.max(1, referenceDay + 1 - from));
    if (day <= lastDay) {
      events.addAll(new Visit(shop, preferences, random, day).once(freshLeaf(random, day)));
    }
  }

  private List<Event> visit(RandomGenerator random, int day) {
    Visit visit = new Visit(shop, preferences, random, day);
    Event last = purchases.isEmpty() ? null : purchases.get(purchases.size() - 1);
    if (last != null
        && day - last.day() <= COMPANION_DAYS
        && random.nextDouble() < FETCH_COMPANION) {
      Item owned = item(last);
      if (!shop.catalog().companions(owned).isEmpty()) {
        return visit.forCompanionOf(owned);
      }
    }
    if (last != null && random.nextDouble() < ORDER_AGAIN) {
      Event first = purchases.get(random.nextInt(purchases.size()));
      if (shop.leafOf(item(first)).consumable() && day - first.day() >= USED_UP_DAYS) {
        return visit.again(item(first));
      }
    }
    if (lastLeaf < 0 || random.nextDouble() > LOOK_ON) {
      lastLeaf = freshLeaf(random, day);
    }
    return visit.inLeaf(lastLeaf);
  }

  private int freshLeaf(RandomGenerator random, int day) {
    double[] weights = new double[shopper.leafTaste().size()];
    for (int leaf = 0; leaf < weights.length; leaf++) {
      weights[leaf] = shopper.leafTaste().get(leaf) * shop.market().season(leaf, day);
    }
    return Streams.weighted(random, weights);
  }

  private void remember(List<Event> visit) {
    events.addAll(visit);
    for (Event event : visit) {
      if (event.kind() == Kind.PURCHASE) {
        if (!preferences.owns(item(event))) {
          judge(event);
        }
        preferences.buy(item(event));
        purchases.add(event);
      }
    }
  }

  /** Some buyers rate within nine days, early in the morning, and most of those write a review. */
  private void judge(Event purchase) {
    SplittableRandom random = streams.of("verdict", shopper.number(), purchase.item());
    int stars = shop.taste().rating(shopper, item(purchase), random.nextGaussian());
    long day = purchase.day() + 2L + random.nextInt(8);
    long second = day * Event.SECONDS_A_DAY + random.nextInt(5 * 3_600, 6 * 3_600);
    if (random.nextDouble() < RATE) {
      events.add(new Event(second, shopper.number(), purchase.item(), Kind.RATING, stars));
      if (random.nextDouble() < WRITE) {
        reviews.add(new Review(second + 180, shopper.number(), purchase.item(), stars));
      }
    }
  }

  private Item item(Event event) {
    return shop.catalog().items().get(event.item());
  }
}
