package dev.nightjar.pipelines.demo.shop;

import java.util.Comparator;
import java.util.Locale;

/**
 * One row of the interaction log.
 *
 * @param second seconds since the start of day 0
 * @param value stars of a rating, price paid of a purchase, 0 without meaning for the others
 */
public record Event(long second, int user, int item, Kind kind, double value) {

  static final int SECONDS_A_DAY = 86_400;

  /** Order of the log: by time, ties by user, item and kind. */
  static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::second)
          .thenComparingInt(Event::user)
          .thenComparingInt(Event::item)
          .thenComparing(Event::kind);

  /** What a user did, from the first look to the verdict. */
  public enum Kind {
    VIEW,
    CLICK,
    CART,
    PURCHASE,
    RATING;

    /** The word of the log. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public int day() {
    return (int) (second / SECONDS_A_DAY);
  }
}
