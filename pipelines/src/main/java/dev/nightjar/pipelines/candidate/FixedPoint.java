package dev.nightjar.pipelines.candidate;

/**
 * Weights as whole multiples of 2^-24, because sums of longs do not depend on the order in which
 * partitions arrive and sums of floats do.
 */
final class FixedPoint {
  private static final double ONE = 1 << 24;

  private FixedPoint() {}

  static long of(double value) {
    return Math.round(value * ONE);
  }

  static double toDouble(long fixed) {
    return fixed / ONE;
  }
}
