package dev.nightjar.pipelines.topk;

/** Loops over score rows that the JIT compiler turns into full-width instructions. */
final class Maxima {
  private Maxima() {}

  /** The larger of two rows, value by value; all as long as the target. */
  static void max(float[] target, float[] a, float[] b) {
    for (int j = 0; j < target.length; j++) {
      target[j] = Math.max(a[j], b[j]);
    }
  }

  /**
   * Whether any of the eight values from {@code at} exceeds the threshold. The sign bits of the
   * differences are combined, which costs a quarter of eight branches.
   */
  static boolean anyAbove(float threshold, float[] values, int at) {
    return (sign(threshold - values[at])
            | sign(threshold - values[at + 1])
            | sign(threshold - values[at + 2])
            | sign(threshold - values[at + 3])
            | sign(threshold - values[at + 4])
            | sign(threshold - values[at + 5])
            | sign(threshold - values[at + 6])
            | sign(threshold - values[at + 7]))
        < 0;
  }

  private static int sign(float value) {
    return Float.floatToRawIntBits(value);
  }
}
