package dev.nightjar.pipelines.topk;

/**
 * Loops that the JIT compiler turns into full-width fused multiply-adds.
 *
 * <p>Their shape is measured, not free. Four features of one user is the largest body that HotSpot
 * 17 vectorises wherever the loop is inlined; two users by three features is a fifth faster alone
 * and five times slower once inlined, eight features never vectorise, and neither does a loop that
 * reads several offsets of one array. All arrays hold at least as many values as the first.
 */
final class InnerProductKernels {
  private InnerProductKernels() {}

  /** {@code scores += a * features0 + b * features1 + c * features2 + d * features3}. */
  static void addFour(
      float[] scores,
      float[] features0,
      float[] features1,
      float[] features2,
      float[] features3,
      float a,
      float b,
      float c,
      float d) {
    for (int j = 0; j < scores.length; j++) {
      scores[j] =
          Math.fma(
              d,
              features3[j],
              Math.fma(
                  c,
                  features2[j],
                  Math.fma(b, features1[j], Math.fma(a, features0[j], scores[j]))));
    }
  }

  /** The larger of two rows, value by value. */
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
