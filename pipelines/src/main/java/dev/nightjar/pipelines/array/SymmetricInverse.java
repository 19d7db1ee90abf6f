package dev.nightjar.pipelines.array;

import java.util.stream.IntStream;

/**
 * Inverts a large symmetric positive definite matrix in place by the sweep operator (Goodnight
 * 1979), a block of pivots at a time: n^3 multiplications on all cores, no copy.
 */
public final class SymmetricInverse {
  private static final int BLOCK = 48;
  private static final int TILE = 1024;

  private SymmetricInverse() {}

  /**
   * Overwrites the lower triangle of {@code a} with that of its inverse.
   *
   * @param a rows of which the first {@code row + 1} numbers are read and written
   */
  public static void inPlace(double[][] a) {
    int n = a.length;
    for (int from = 0; from < n; from += BLOCK) {
      sweep(a, from, Math.min(n, from + BLOCK));
    }
    IntStream.range(0, n).parallel().forEach(i -> negate(a[i], i));
  }

  private static void negate(double[] row, int last) {
    for (int j = 0; j <= last; j++) {
      row[j] = -row[j];
    }
  }

  private static void sweep(double[][] a, int from, int to) {
    int n = a.length;
    int size = to - from;
    double[][] pivots = inverse(a, from, size);
    double[][] rows = new double[size][n];
    double[][] scaled = new double[size][n];
    for (int k = 0; k < size; k++) {
      System.arraycopy(a[from + k], 0, rows[k], 0, from);
      for (int j = to; j < n; j++) {
        rows[k][j] = a[j][from + k];
      }
    }
    IntStream.range(0, size).parallel().forEach(k -> multiply(pivots[k], rows, scaled[k]));
    IntStream.range(0, n).parallel().forEach(i -> update(a[i], i, from, to, rows, scaled));
    for (int k = 0; k < size; k++) {
      System.arraycopy(scaled[k], 0, a[from + k], 0, from);
      for (int j = to; j < n; j++) {
        a[j][from + k] = scaled[k][j];
      }
      for (int j = 0; j <= k; j++) {
        a[from + k][from + j] = -pivots[k][j];
      }
    }
  }

  /** The inverse of the block on the diagonal. */
  private static double[][] inverse(double[][] a, int from, int size) {
    double[] block = new double[size * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(a[from + i], from, block, i * size, i + 1);
    }
    Cholesky decomposed = Cholesky.inPlace(block, size);
    double[][] inverse = new double[size][size];
    for (int i = 0; i < size; i++) {
      inverse[i][i] = 1;
      decomposed.solve(inverse[i]);
    }
    return inverse;
  }

  private static void multiply(double[] weights, double[][] rows, double[] out) {
    for (int k = 0; k < weights.length; k++) {
      add(out, 0, out.length, weights[k], rows[k]);
    }
  }

  private static void update(
      double[] row, int i, int from, int to, double[][] rows, double[][] scaled) {
    if (i >= from && i < to) {
      return;
    }
    for (int begin = 0; begin <= i; begin += TILE) {
      int end = Math.min(i + 1, begin + TILE);
      int k = 0;
      for (; k + 3 < scaled.length; k += 4) {
        subtractFour(row, begin, end, i, k, rows, scaled);
      }
      for (; k < scaled.length; k++) {
        add(row, begin, end, -rows[k][i], scaled[k]);
      }
    }
  }

  private static void add(double[] to, int begin, int end, double weight, double[] from) {
    for (int j = begin; j < end; j++) {
      to[j] += weight * from[j];
    }
  }

  private static void subtractFour(
      double[] row, int begin, int end, int i, int k, double[][] rows, double[][] scaled) {
    double w0 = rows[k][i];
    double w1 = rows[k + 1][i];
    double w2 = rows[k + 2][i];
    double w3 = rows[k + 3][i];
    double[] s0 = scaled[k];
    double[] s1 = scaled[k + 1];
    double[] s2 = scaled[k + 2];
    double[] s3 = scaled[k + 3];
    for (int j = begin; j < end; j++) {
      row[j] -= w0 * s0[j] + w1 * s1[j] + w2 * s2[j] + w3 * s3[j];
    }
  }
}
