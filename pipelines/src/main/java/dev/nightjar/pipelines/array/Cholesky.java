package dev.nightjar.pipelines.array;

/** Solves small symmetric positive definite systems in place; matrices are dense, row by row. */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Overwrites the lower triangle of {@code a} with L where {@code a = L L'}.
   *
   * @param a {@code n * n} numbers, only the lower triangle is read
   */
  public static void decompose(double[] a, int n) {
    for (int j = 0; j < n; j++) {
      int rowJ = j * n;
      double diagonal = a[rowJ + j];
      for (int k = 0; k < j; k++) {
        diagonal -= a[rowJ + k] * a[rowJ + k];
      }
      if (!(diagonal > 0)) {
        throw new ArithmeticException(
            "pivot %d of %d is %s: the matrix is not positive definite; raise the regularization"
                .formatted(j, n, diagonal));
      }
      double root = Math.sqrt(diagonal);
      a[rowJ + j] = root;
      for (int i = j + 1; i < n; i++) {
        int rowI = i * n;
        double sum = a[rowI + j];
        for (int k = 0; k < j; k++) {
          sum -= a[rowI + k] * a[rowJ + k];
        }
        a[rowI + j] = sum / root;
      }
    }
  }

  /** Overwrites {@code b} with the solution of {@code L L' x = b}. */
  public static void solve(double[] l, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= l[i * n + k] * b[k];
      }
      b[i] = sum / l[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      b[i] /= l[i * n + i];
      double value = b[i];
      for (int k = 0; k < i; k++) {
        b[k] -= l[i * n + k] * value;
      }
    }
  }
}
