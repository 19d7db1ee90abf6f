package dev.nightjar.pipelines.demo.shop;

import dev.nightjar.pipelines.demo.shop.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One visit of one user: what they look at and how far they go with it. */
final class Visit {
  private static final double STRAY = 0.12;
  private static final double LOOK_AT_COMPANION = 0.35;
  private static final double COMPANION_AFTER_PURCHASE = 0.75;
  private static final double BUY_WHAT_IS_IN_THE_CART = 0.55;
  private static final int MOST_LOOKS = 12;

  private final Shop shop;
  private final Preferences preferences;
  private final RandomGenerator random;
  private final int day;
  private final List<Event> events = new ArrayList<>();
  private long second;

  Visit(Shop shop, Preferences preferences, RandomGenerator random, int day) {
    this.shop = shop;
    this.preferences = preferences;
    this.random = random;
    this.day = day;
    // From seven in the morning, most visits late in the evening, none past eleven.
    double hour = 7 + 15 * Math.max(random.nextDouble(), random.nextDouble());
    this.second = (long) day * Event.SECONDS_A_DAY + (long) (hour * 3_600);
  }

  /** Looks at some items of a leaf and leaves with at most one of them and its companions. */
  List<Event> inLeaf(int leaf) {
    int looks = 1;
    while (looks < MOST_LOOKS && random.nextDouble() < 0.68) {
      looks++;
    }
    boolean bought = false;
    for (int look = 0; look < looks && !bought; look++) {
      Optional<Item> item =
          random.nextDouble() < STRAY ? anything() : someOf(shop.catalog().inLeaf(leaf));
      bought = item.isPresent() && consider(item.get(), 0);
    }
    return events;
  }

  /** Looks for what goes with an item that the user has. */
  List<Event> forCompanionOf(Item owned) {
    someOf(shop.catalog().companions(owned)).ifPresent(item -> consider(item, 0.8));
    return events;
  }

  /** Orders again what was used up. */
  List<Event> again(Item item) {
    if (shop.attentionOn(day)[item.number()] > 0) {
      add(item, Kind.VIEW, 0);
      add(item, Kind.CART, 0);
      add(item, Kind.PURCHASE, item.price());
    }
    return events;
  }

  /** Looks once and goes. */
  List<Event> once(int leaf) {
    someOf(shop.catalog().inLeaf(leaf)).or(this::anything).ifPresent(i -> add(i, Kind.VIEW, 0));
    return events;
  }

  /** From a look to a purchase; {@code need} is what is added to the utility. */
  private boolean consider(Item item, double need) {
    double wish = preferences.utility(item) + need;
    add(item, Kind.VIEW, 0);
    if (random.nextDouble() > chance(0.75 * wish - 1.1)) {
      return false;
    }
    add(item, Kind.CLICK, 0);
    if (need == 0 && random.nextDouble() < LOOK_AT_COMPANION) {
      forCompanionOf(item);
    }
    if (preferences.owns(item) || random.nextDouble() > chance(0.6 * wish - 1.3)) {
      return false;
    }
    add(item, Kind.CART, 0);
    if (random.nextDouble() > BUY_WHAT_IS_IN_THE_CART) {
      return false;
    }
    add(item, Kind.PURCHASE, item.price());
    if (need == 0 && random.nextDouble() < COMPANION_AFTER_PURCHASE) {
      forCompanionOf(item);
    }
    return true;
  }

  /** One of the items on sale, drawn by the day's attention and the user's taste. */
  private Optional<Item> someOf(List<Item> offered) {
    double[] weights = new double[offered.size()];
    for (int i = 0; i < weights.length; i++) {
      Item item = offered.get(i);
      weights[i] = shop.attentionOn(day)[item.number()] * preferences.pull(item) * unseen(item);
    }
    int drawn = Streams.weighted(random, weights);
    return drawn < 0 ? Optional.empty() : Optional.of(offered.get(drawn));
  }

  /** What the front page shows: what the others look at. */
  private Optional<Item> anything() {
    int drawn = Streams.weighted(random, shop.attentionOn(day));
    return drawn < 0 ? Optional.empty() : Optional.of(shop.catalog().items().get(drawn));
  }

  private double unseen(Item item) {
    for (Event event : events) {
      if (event.item() == item.number()) {
        return 0;
      }
    }
    return preferences.owns(item) ? 0.05 : 1;
  }

  private void add(Item item, Kind kind, double value) {
    events.add(new Event(second, preferences.shopper().number(), item.number(), kind, value));
    second += 8 + random.nextInt(85);
  }

  private static double chance(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
