package dev.nightjar.pipelines.array;

/**
 * A small symmetric positive definite matrix as L L', ready to solve systems; matrices are dense,
 * row by row.
 */
public final class Cholesky {
  private final double[] lower;
  private final int size;

  private Cholesky(double[] lower, int size) {
    this.lower = lower;
    this.size = size;
  }

  /**
   * Overwrites the lower triangle of {@code a} with L.
   *
   * @param a {@code size * size} numbers, only the lower triangle is read
   * @throws ArithmeticException when {@code a} is not positive definite
   */
  public static Cholesky inPlace(double[] a, int size) {
    for (int j = 0; j < size; j++) {
      int rowJ = j * size;
      double diagonal = a[rowJ + j];
      for (int k = 0; k < j; k++) {
        diagonal -= a[rowJ + k] * a[rowJ + k];
      }
      if (!(diagonal > 0)) {
        throw new ArithmeticException(
            "pivot %d of %d is %s: the matrix is not positive definite; raise the regularization"
                .formatted(j, size, diagonal));
      }
      double root = Math.sqrt(diagonal);
      a[rowJ + j] = root;
      for (int i = j + 1; i < size; i++) {
        int rowI = i * size;
        double sum = a[rowI + j];
        for (int k = 0; k < j; k++) {
          sum -= a[rowI + k] * a[rowJ + k];
        }
        a[rowI + j] = sum / root;
      }
    }
    return new Cholesky(a, size);
  }

  /** Overwrites {@code b} with the solution of {@code L L' x = b}. */
  public void solve(double[] b) {
    for (int i = 0; i < size; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= lower[i * size + k] * b[k];
      }
      b[i] = sum / lower[i * size + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      b[i] /= lower[i * size + i];
      double value = b[i];
      for (int k = 0; k < i; k++) {
        b[k] -= lower[i * size + k] * value;
      }
    }
  }
}
