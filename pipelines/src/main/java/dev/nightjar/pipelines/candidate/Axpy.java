package dev.nightjar.pipelines.candidate;

/**
 * Adds weighted rows to a row: the kernel of the autoencoder, in loops that the just-in-time
 * compiler turns into SIMD without reordering a sum.
 */
final class Axpy {
  private Axpy() {}

  /**
   * Adds {@code weights[r]} times row {@code rows[r]} for each of the first {@code size} rows, four
   * at a time so that the sum is read and written less often.
   *
   * @param matrix rows of {@code sum.length} numbers, one after the other
   */
  static void rows(float[] weights, int[] rows, int size, float[] matrix, float[] sum) {
    int width = sum.length;
    int r = 0;
    for (; r + 3 < size; r += 4) {
      float w0 = weights[r];
      float w1 = weights[r + 1];
      float w2 = weights[r + 2];
      float w3 = weights[r + 3];
      int r0 = rows[r] * width;
      int r1 = rows[r + 1] * width;
      int r2 = rows[r + 2] * width;
      int r3 = rows[r + 3] * width;
      for (int i = 0; i < width; i++) {
        sum[i] +=
            w0 * matrix[r0 + i] + w1 * matrix[r1 + i] + w2 * matrix[r2 + i] + w3 * matrix[r3 + i];
      }
    }
    for (; r < size; r++) {
      float weight = weights[r];
      int row = rows[r] * width;
      for (int i = 0; i < width; i++) {
        sum[i] += weight * matrix[row + i];
      }
    }
  }
}
