package dev.nightjar.pipelines.demo.shop;

import java.time.LocalDate;

/**
 * What to generate: the seed, the size of the shop at its reference night, and the night to stop
 * at.
 *
 * <p>The sizes {@code users}, {@code items} and {@code reviews} hold for the reference night, the
 * last of the first {@code days} days; the shop grows on at the same pace after it. Two options
 * that differ in {@code night} alone describe one shop at two moments: what happened before the
 * earlier night is the same in both.
 *
 * @param seed decides everything random
 * @param users users of the reference night, those without an event included
 * @param items items of the reference night
 * @param reviews reviews of the reference night, from before and during the log; one in five has a
 *     text
 * @param firstDay first day of the interaction log
 * @param days days from the first day to the reference night, both included
 * @param night last day of the log, on or after the first day
 */
public record DemoOptions(
    long seed, int users, int items, int reviews, LocalDate firstDay, int days, LocalDate night) {

  private static final int MOST_DAYS = 3_650;

  public DemoOptions {
    atLeast("users", users, 1);
    atLeast("items", items, 24);
    atLeast("reviews", reviews, 20);
    atLeast("days", days, 1);
    if (night.isBefore(firstDay) || night.isAfter(firstDay.plusDays(MOST_DAYS))) {
      throw new IllegalArgumentException(
          "demo night is %s; set a night from %s, the first day of the log, to %s"
              .formatted(night, firstDay, firstDay.plusDays(MOST_DAYS)));
    }
  }

  /** The shop of the {@code demo} command: 3,000 users, 2,000 items, 15,000 reviews, 60 nights. */
  public static DemoOptions defaults() {
    LocalDate night = LocalDate.of(2025, 3, 1);
    return new DemoOptions(42, 3_000, 2_000, 15_000, night.minusDays(59), 60, night);
  }

  /** The same shop with other sizes at its reference night. */
  public DemoOptions withSizes(int newUsers, int newItems, int newReviews) {
    return new DemoOptions(seed, newUsers, newItems, newReviews, firstDay, days, night);
  }

  /** The same shop as it stands at another night. */
  public DemoOptions withNight(LocalDate newNight) {
    return new DemoOptions(seed, users, items, reviews, firstDay, days, newNight);
  }

  /** Another shop of the same size. */
  public DemoOptions withSeed(long newSeed) {
    return new DemoOptions(newSeed, users, items, reviews, firstDay, days, night);
  }

  /** Days from the first day to the night; 0 for the first day itself. */
  public int lastDay() {
    return Math.toIntExact(night.toEpochDay() - firstDay.toEpochDay());
  }

  /** Days from the first day to the reference night. */
  public int referenceDay() {
    return days - 1;
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "demo %s is %d; set a whole number of at least %d".formatted(name, value, least));
    }
  }
}
