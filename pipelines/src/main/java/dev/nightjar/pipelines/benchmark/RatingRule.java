package dev.nightjar.pipelines.benchmark;

import dev.nightjar.pipelines.candidate.Repeat;
import java.util.OptionalDouble;

/**
 * How ratings become a training and a test, and the training once more.
 *
 * @param split which ratings are the test
 * @param testFrom first second of the test, since the epoch, in place of the last fifth by time
 * @param knownUsers whether users without training ratings are left out of the test
 * @param repeat whether items that a user rated in the training may be ranked again
 * @param seed of a random split
 */
public record RatingRule(
    RatingSplit split, OptionalDouble testFrom, boolean knownUsers, Repeat repeat, long seed) {

  public RatingRule {
    if (testFrom.isPresent() && split != RatingSplit.TEMPORAL) {
      throw new IllegalArgumentException(
          "--test-from divides by time; give --split temporal with it, not " + split);
    }
  }

  /** A rule without a date, under which users without training ratings count. */
  public static RatingRule of(RatingSplit split, Repeat repeat, long seed) {
    return new RatingRule(split, OptionalDouble.empty(), false, repeat, seed);
  }

  /**
   * The rule that divides the training like this one divides all: by a date, the validation is as
   * long as the test.
   *
   * @param last second of all ratings
   */
  RatingRule ofValidation(double last) {
    OptionalDouble from =
        testFrom.isPresent()
            ? OptionalDouble.of(2 * testFrom.getAsDouble() - last)
            : OptionalDouble.empty();
    return new RatingRule(split, from, knownUsers, repeat, seed + 1);
  }

  /** What the report says of the test. */
  String words() {
    String users = knownUsers ? ", for users with training ratings" : "";
    return switch (split) {
          case RANDOM -> "random 75/25 by item, seed " + seed;
          case USER_LAST -> "the last rating of every user is the test";
          case TEMPORAL ->
              testFrom.isPresent()
                  ? "the ratings from --test-from on are the test, as long before it the validation"
                  : "the last fifth of the ratings by time is the test";
        }
        + users;
  }
}
