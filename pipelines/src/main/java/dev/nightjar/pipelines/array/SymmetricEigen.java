package dev.nightjar.pipelines.array;

import java.util.Arrays;

/**
 * A symmetric matrix as {@code V D V'}: Householder's reduction to three diagonals, then the QL
 * method with implicit shifts (Bowdler, Martin, Reinsch, Wilkinson 1968). Sums keep their order, so
 * that every machine finds the same vectors.
 *
 * @param values eigenvalues, ascending
 * @param vectors one a column, dense row by row, orthonormal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record SymmetricEigen(double[] values, double[] vectors) {
  private static final int MOST_STEPS = 100;
  private static final double SMALLEST = Math.ulp(1.0);

  /**
   * Decomposes a matrix, which is left as it was.
   *
   * @param matrix {@code size * size} finite numbers; only the lower triangle is read
   */
  public static SymmetricEigen of(double[] matrix, int size) {
    double[][] v = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        v[i][j] = matrix[i * size + j];
        v[j][i] = v[i][j];
      }
    }
    double[] d = new double[size];
    double[] e = new double[size];
    reduce(v, d, e);
    transpose(v); // rotations then run along rows
    iterate(v, d, e);
    return ascending(v, d);
  }

  private static void reduce(double[][] v, double[] d, double[] e) {
    int n = d.length;
    System.arraycopy(v[n - 1], 0, d, 0, n);
    for (int i = n - 1; i > 0; i--) {
      double scale = 0;
      for (int k = 0; k < i; k++) {
        scale += Math.abs(d[k]);
      }
      double h = 0;
      if (scale == 0) {
        e[i] = d[i - 1];
        for (int j = 0; j < i; j++) {
          d[j] = v[i - 1][j];
          v[i][j] = 0;
          v[j][i] = 0;
        }
      } else {
        h = reflect(v, d, e, i, scale);
      }
      d[i] = h;
    }
    accumulate(v, d);
    e[0] = 0;
  }

  /** One reflection; what it leaves in the last row is the next one's. */
  private static double reflect(double[][] v, double[] d, double[] e, int i, double scale) {
    double h = 0;
    for (int k = 0; k < i; k++) {
      d[k] /= scale;
      h += d[k] * d[k];
    }
    double f = d[i - 1];
    double g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
    e[i] = scale * g;
    h -= f * g;
    d[i - 1] = f - g;
    for (int j = 0; j < i; j++) {
      e[j] = 0;
    }
    for (int j = 0; j < i; j++) {
      f = d[j];
      v[j][i] = f;
      g = e[j] + v[j][j] * f;
      for (int k = j + 1; k <= i - 1; k++) {
        g += v[k][j] * d[k];
        e[k] += v[k][j] * f;
      }
      e[j] = g;
    }
    f = 0;
    for (int j = 0; j < i; j++) {
      e[j] /= h;
      f += e[j] * d[j];
    }
    double hh = f / (h + h);
    for (int j = 0; j < i; j++) {
      e[j] -= hh * d[j];
    }
    for (int j = 0; j < i; j++) {
      f = d[j];
      g = e[j];
      for (int k = j; k <= i - 1; k++) {
        v[k][j] -= f * e[k] + g * d[k];
      }
      d[j] = v[i - 1][j];
      v[i][j] = 0;
    }
    return h;
  }

  private static void accumulate(double[][] v, double[] d) {
    int n = d.length;
    for (int i = 0; i < n - 1; i++) {
      v[n - 1][i] = v[i][i];
      v[i][i] = 1;
      double h = d[i + 1];
      if (h != 0) {
        for (int k = 0; k <= i; k++) {
          d[k] = v[k][i + 1] / h;
        }
        for (int j = 0; j <= i; j++) {
          double g = 0;
          for (int k = 0; k <= i; k++) {
            g += v[k][i + 1] * v[k][j];
          }
          for (int k = 0; k <= i; k++) {
            v[k][j] -= g * d[k];
          }
        }
      }
      for (int k = 0; k <= i; k++) {
        v[k][i + 1] = 0;
      }
    }
    for (int j = 0; j < n; j++) {
      d[j] = v[n - 1][j];
      v[n - 1][j] = 0;
    }
    v[n - 1][n - 1] = 1;
  }

  private static void transpose(double[][] v) {
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < i; j++) {
        double kept = v[i][j];
        v[i][j] = v[j][i];
        v[j][i] = kept;
      }
    }
  }

  /** On {@code v} with one vector a row. */
  private static void iterate(double[][] v, double[] d, double[] e) {
    int n = d.length;
    System.arraycopy(e, 1, e, 0, n - 1);
    e[n - 1] = 0;
    double shift = 0;
    double largest = 0;
    for (int l = 0; l < n; l++) {
      largest = Math.max(largest, Math.abs(d[l]) + Math.abs(e[l]));
      int m = l;
      while (m < n - 1 && Math.abs(e[m]) > SMALLEST * largest) {
        m++;
      }
      for (int step = 0; m > l && Math.abs(e[l]) > SMALLEST * largest; step++) {
        if (step == MOST_STEPS) {
          throw new ArithmeticException(
              "eigenvalue %d of %d was not found in %d steps: the matrix holds %s"
                  .formatted(l, n, MOST_STEPS, d[l]));
        }
        double g = d[l];
        double p = (d[l + 1] - g) / (2 * e[l]);
        double r = p < 0 ? -length(p, 1) : length(p, 1);
        d[l] = e[l] / (p + r);
        d[l + 1] = e[l] * (p + r);
        double h = g - d[l];
        for (int i = l + 2; i < n; i++) {
          d[i] -= h;
        }
        shift += h;
        sweep(v, d, e, l, m);
      }
      d[l] += shift;
      e[l] = 0;
    }
  }

  private static void sweep(double[][] v, double[] d, double[] e, int l, int m) {
    double next = d[l + 1];
    double p = d[m];
    double c = 1;
    double c2 = 1;
    double c3 = 1;
    double below = e[l + 1];
    double s = 0;
    double s2 = 0;
    for (int i = m - 1; i >= l; i--) {
      c3 = c2;
      c2 = c;
      s2 = s;
      double g = c * e[i];
      double h = c * p;
      double r = length(p, e[i]);
      e[i + 1] = s * r;
      s = e[i] / r;
      c = p / r;
      p = c * d[i] - s * g;
      d[i + 1] = h + s * (c * g + s * d[i]);
      rotate(v[i], v[i + 1], c, s);
    }
    p = -s * s2 * c3 * below * e[l] / next;
    e[l] = s * p;
    d[l] = c * p;
  }

  private static void rotate(double[] a, double[] b, double c, double s) {
    for (int k = 0; k < a.length; k++) {
      double h = b[k];
      b[k] = s * a[k] + c * h;
      a[k] = c * a[k] - s * h;
    }
  }

  /** Of a vector of two numbers, without overflow. */
  private static double length(double a, double b) {
    double larger = Math.max(Math.abs(a), Math.abs(b));
    double smaller = Math.min(Math.abs(a), Math.abs(b));
    double share = larger == 0 ? 0 : smaller / larger;
    return larger * Math.sqrt(1 + share * share);
  }

  private static SymmetricEigen ascending(double[][] v, double[] d) {
    int n = d.length;
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (a, b) -> Double.compare(d[a], d[b])); // stable
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    for (int j = 0; j < n; j++) {
      values[j] = d[order[j]];
      for (int i = 0; i < n; i++) {
        vectors[i * n + j] = v[order[j]][i];
      }
    }
    return new SymmetricEigen(values, vectors);
  }
}
