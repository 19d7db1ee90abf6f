package dev.nightjar.pipelines.demo.shop;

import java.util.SplittableRandom;

/** What the day does to the shop: seasons, trends, novelty and sudden fame. */
final class Market {
  private static final double SEASON_SWING = 0.35;
  private static final double SEASON_DAYS = 120;
  private static final double NOVELTY = 3;
  private static final double NOVELTY_DAYS = 7;
  private static final double SHARE_FAMOUS = 0.02;
  private static final double FAME = 6;
  private static final double FAME_DAYS = 4;
  private static final double[] WEEK = {0.9, 0.85, 0.9, 0.95, 1.0, 1.2, 1.3};

  private final Streams streams;
  private final int firstWeekday;
  private final double[] seasonPeak;

  /** {@code firstWeekday} is the weekday of day 0, 0 for Monday. */
  Market(Streams streams, int leaves, int firstWeekday) {
    this.streams = streams;
    this.firstWeekday = firstWeekday;
    this.seasonPeak = new double[leaves];
    for (int leaf = 0; leaf < leaves; leaf++) {
      seasonPeak[leaf] = SEASON_DAYS * streams.of("season", leaf).nextDouble();
    }
  }

  /** Factor on the visits of a day; weekends are busy. */
  double visits(int day) {
    return WEEK[(firstWeekday + day) % WEEK.length];
  }

  /** Factor on the interest in a leaf. */
  double season(int leaf, int day) {
    return 1 + SEASON_SWING * Math.cos(2 * Math.PI * (day - seasonPeak[leaf]) / SEASON_DAYS);
  }

  /** Factor on the attention that an item gets: 0 when it is not sold on that day. */
  double attention(Item item, int day) {
    if (!item.soldOn(day)) {
      return 0;
    }
    double novelty =
        item.arrival() < 0 ? 0 : NOVELTY * Math.exp((item.arrival() + 1 - day) / NOVELTY_DAYS);
    double drift = Math.exp(item.trend() * Math.min(day, 90) / 60.0);
    return item.appeal() * drift * (1 + novelty + fame(item, day));
  }

  /** A few items become known overnight and are forgotten within days. */
  private double fame(Item item, int day) {
    SplittableRandom random = streams.of("fame", item.number(), day / 60);
    boolean famous = random.nextDouble() < SHARE_FAMOUS;
    int since = day % 60 - random.nextInt(60);
    return famous && since >= 0 ? FAME * Math.exp(-since / FAME_DAYS) : 0;
  }
}
