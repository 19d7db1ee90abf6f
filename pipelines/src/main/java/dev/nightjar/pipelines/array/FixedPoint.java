package dev.nightjar.pipelines.array;

/**
 * Weights as whole multiples of 2^-24, because sums of longs do not depend on the order in which
 * partitions arrive and sums of floats do.
 */
public final class FixedPoint {
  private static final double ONE = 1 << 24;

  private FixedPoint() {}

  public static long of(double value) {
    return Math.round(value * ONE);
  }

  public static double toDouble(long fixed) {
    return fixed / ONE;
  }
}
