package dev.nightjar.pipelines.metric;

/**
 * The difference of two models over the same users, with its interval and two-sided p-value.
 *
 * @param difference mean of first minus second
 * @param pValue chance of a resampled mean on the other side of 0, doubled; never below {@code
 *     2/(samples + 1)}
 */
public record PairedTest(Interval difference, double pValue) {
  public PairedTest {
    if (!(pValue > 0 && pValue <= 1)) {
      throw new IllegalArgumentException("p-value is " + pValue + "; it lies above 0 and up to 1");
    }
  }

  /** Whether the interval of the difference excludes 0. */
  public boolean significant() {
    return difference.low() > 0 || difference.high() < 0;
  }
}
