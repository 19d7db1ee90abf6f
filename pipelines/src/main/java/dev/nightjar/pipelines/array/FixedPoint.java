package dev.nightjar.pipelines.array;

import java.util.Locale;

/**
 * Weights as whole multiples of 2^-24, because sums of longs do not depend on the order in which
 * partitions arrive and sums of floats do. What a long cannot hold is refused, never wrapped.
 */
public final class FixedPoint {
  private static final double ONE = 1 << 24;

  private FixedPoint() {}

  /** The nearest multiple; where there is none, the largest or least long, refused later. */
  public static long of(double value) {
    return Math.round(value * ONE);
  }

  /**
   * The weight of a sum.
   *
   * @param item whose sum it is, for the message
   * @throws ArithmeticException when it was too large to be exact
   */
  public static double toDouble(long fixed, int item) {
    if (fixed == Long.MAX_VALUE || fixed == Long.MIN_VALUE) {
      throw overflow(item);
    }
    return fixed / ONE;
  }

  /**
   * The sum of two weights.
   *
   * @param item whose weights they are, for the message
   * @throws ArithmeticException when it is too large to be exact
   */
  public static long plus(long a, long b, int item) {
    try {
      return Math.addExact(a, b);
    } catch (ArithmeticException e) {
      throw overflow(item);
    }
  }

  /** Sums of two partitions, an item each. */
  public static long[] plus(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int item = 0; item < sum.length; item++) {
      sum[item] = plus(sum[item], b[item], item);
    }
    return sum;
  }

  private static ArithmeticException overflow(int item) {
    return new ArithmeticException(
        String.format(
            Locale.ROOT,
            "the events of the item with number %d in item_index weigh %,.0f or more together, which"
                + " no exact sum can hold; make the weight of interactions smaller where its source"
                + " selects it, or the strengths in features.kinds",
            item,
            Long.MAX_VALUE / ONE));
  }
}
