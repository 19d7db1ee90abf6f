package dev.nightjar.pipelines.demo.shop;

import java.util.Comparator;

/**
 * A review without its words, which follow from user, item and stars.
 *
 * @param second seconds since the start of day 0, negative before the log
 * @param stars 1 to 5
 */
public record Review(long second, int user, int item, int stars) {

  /** Order of the file: by time, ties by user and item. */
  static final Comparator<Review> ORDER =
      Comparator.comparingLong(Review::second)
          .thenComparingInt(Review::user)
          .thenComparingInt(Review::item);

  public int day() {
    return Math.toIntExact(Math.floorDiv(second, (long) Event.SECONDS_A_DAY));
  }
}
