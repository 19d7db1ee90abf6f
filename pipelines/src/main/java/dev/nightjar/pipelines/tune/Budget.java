package dev.nightjar.pipelines.tune;

import java.time.Duration;

/**
 * What a search may cost; it ends at whichever comes first. Runs make it repeatable, time makes it
 * end.
 *
 * @param runs at most, 0 for none: every setting keeps its default
 */
public record Budget(int runs, Duration time) {
  public Budget {
    if (runs < 0 || time.isNegative()) {
      throw new IllegalArgumentException(
          "a budget of " + runs + " runs and " + time + "; neither can be below 0");
    }
  }

  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * A budget of at least one run and some time.
   *
   * @throws IllegalArgumentException where nothing could be run
   */
  public static Budget parseSome(String text) {
    Budget budget = parse(text);
    if (budget.runs() == 0 || budget.time().isZero()) {
      throw new IllegalArgumentException(
          "a budget of '" + text + "' runs nothing; give at least 1 run, or minutes such as 0.5m");
    }
    return budget;
  }

  /** Reads {@code 30} as runs and {@code 8m} as minutes; {@code 30,8m} as both. */
  public static Budget parse(String text) {
    int runs = Integer.MAX_VALUE;
    Duration time = LONGEST;
    try {
      for (String part : text.split(",", -1)) {
        String value = part.strip();
        if (value.endsWith("m")) {
          double minutes = Double.parseDouble(value.substring(0, value.length() - 1));
          if (!(Math.abs(minutes) <= LONGEST.toMinutes())) {
            throw new NumberFormatException(part + " is no time up to a year");
          }
          time = Duration.ofMillis(Math.round(minutes * 60_000));
        } else {
          runs = Integer.parseInt(value);
        }
      }
      return new Budget(runs, time);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no budget; give runs (30), minutes (8m) or both (30,8m)", e);
    }
  }
}
