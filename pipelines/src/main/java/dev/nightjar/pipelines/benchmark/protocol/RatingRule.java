package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.settings.choice.Repeat;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How ratings become a training and a test, and the training once more.
 *
 * @param split which ratings are the test
 * @param testFrom first day of the test (UTC), in place of the last fifth by time
 * @param knownUsers whether no lists are asked for users without training ratings
 * @param repeat whether items that a user rated in the training may be ranked again
 * @param seed of a random split
 */
public record RatingRule(
    RatingSplit split, Optional<LocalDate> testFrom, boolean knownUsers, Repeat repeat, long seed) {

  public RatingRule {
    if (testFrom.isPresent() && split != RatingSplit.TEMPORAL) {
      throw new IllegalArgumentException(
          "--test-from divides by time; give --split temporal with it, not " + split);
    }
  }

  /** A rule without a day, under which users without training ratings count. */
  public static RatingRule of(RatingSplit split, Repeat repeat, long seed) {
    return new RatingRule(split, Optional.empty(), false, repeat, seed);
  }

  /**
   * Refuses a day that leaves no test, no validation as long as the test or no training before it.
   *
   * @param first day with a rating
   * @param last day with a rating
   */
  void check(LocalDate first, LocalDate last) {
    // Twice from the day to the end, with one day left for the training.
    LocalDate earliest = LocalDate.ofEpochDay((first.toEpochDay() + last.toEpochDay() + 3) / 2);
    if (earliest.isAfter(last)) {
      throw new IllegalArgumentException(
          "--test-from needs ratings of three days at least, with times; these lie between %s and %s"
              .formatted(first, last));
    }
    LocalDate day = testFrom.orElse(last);
    if (day.isBefore(earliest) || day.isAfter(last)) {
      throw new IllegalArgumentException(
          "--test-from is %s; give a day from %s to %s, so that a test, as long a validation and a training are left"
              .formatted(day, earliest, last));
    }
  }

  /**
   * The rule that divides the training like this one divides all: by a day, the validation is as
   * long as the test and ends where it begins.
   *
   * @param last day with a rating
   */
  RatingRule ofValidation(LocalDate last) {
    return new RatingRule(
        split,
        testFrom.map(day -> day.minusDays(ChronoUnit.DAYS.between(day, last.plusDays(1)))),
        knownUsers,
        repeat,
        seed + 1);
  }

  /** What the report says of the test. */
  String words(LocalDate last) {
    String test =
        switch (split) {
          case RANDOM -> "random 75/25 by item, seed " + seed;
          case USER_LAST -> "the last rating of every user is the test";
          case TEMPORAL ->
              testFrom.isPresent()
                  ? "the ratings from %s on are the test, those from %s on before it the validation"
                      .formatted(testFrom.get(), ofValidation(last).testFrom().orElseThrow())
                  : "the last fifth of the ratings by time is the test";
        };
    return knownUsers ? test + "; lists for users with training ratings" : test;
  }
}
