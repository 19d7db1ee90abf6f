package dev.nightjar.pipelines.demo.shop;

import java.util.SplittableRandom;

/** When the shop rewrites the description of an item: about one item in a hundred every night. */
public final class Revisions {
  private static final double SHARE_A_NIGHT = 0.01;
  private static final int DAYS_BACK = 400;

  private final Streams streams;

  public Revisions(Streams streams) {
    this.streams = streams;
  }

  /**
   * An item's state at the end of a day.
   *
   * @param number 0 for the first text, 1 for the first revision
   * @param available false once it is withdrawn
   * @param second seconds from the start of day 0 to the last change, negative before the log
   */
  public record State(int number, boolean available, long second) {}

  public State at(Item item, int day) {
    SplittableRandom random = streams.of("put-up", item.number());
    int changed = item.arrival() < 0 ? -1 - random.nextInt(DAYS_BACK) : item.arrival();
    int number = 0;
    for (int night = Math.max(0, item.arrival() + 1); night <= day; night++) {
      if (streams.of("revision", item.number(), night).nextDouble() < SHARE_A_NIGHT) {
        number++;
        changed = night;
      }
    }
    boolean available = day < item.withdrawal();
    if (!available) {
      changed = Math.max(changed, item.withdrawal());
    }
    long evening = 19 * 3_600L + random.nextInt(3 * 3_600);
    return new State(number, available, (long) changed * Event.SECONDS_A_DAY + evening);
  }
}
