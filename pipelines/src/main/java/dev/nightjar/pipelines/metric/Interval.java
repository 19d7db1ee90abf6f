package dev.nightjar.pipelines.metric;

import java.util.Arrays;

/** A mean with the bounds of its confidence interval. */
public record Interval(double mean, double low, double high) {
  /** Of the normal distribution, 97.5 %. */
  public static final double Z = 1.959964;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval from " + low + " to " + high + "; the low end must not pass the high end");
    }
  }

  /**
   * The share of {@code positives} in {@code count} cases with its 95 % interval (Wilson 1927,
   * "Probable inference, the law of succession, and statistical inference").
   *
   * @param count at least 1
   */
  public static Interval ofShare(long positives, long count) {
    return wilson((double) positives / count, count);
  }

  /**
   * The mean of values from a range with Wilson's 95 % interval for its share of the way from the
   * low end to the high end. Values within a range vary at most as much as values at its ends with
   * the same mean (Bhatia and Davis 2000), so this is at least as wide as it has to be, and wide
   * where few values are all the same.
   *
   * @param mean of values that none are outside of {@code low} to {@code high}
   * @param count at least 1
   */
  public static Interval ofMeanWithin(double low, double high, double mean, long count) {
    double share = Math.max(0, Math.min(1, (mean - low) / (high - low)));
    Interval shares = wilson(share, count);
    return new Interval(
        mean, low + (high - low) * shares.low(), low + (high - low) * shares.high());
  }

  private static Interval wilson(double share, long count) {
    double spread = Z * Z / count;
    double middle = (share + spread / 2) / (1 + spread);
    double half = Z * Math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread);
    return new Interval(share, Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /**
   * The mean of values with its 95 % interval by the normal distribution.
   *
   * @param values at least one
   */
  public static Interval ofMean(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double half = Z * Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
    return new Interval(mean, mean - half, mean + half);
  }
}
