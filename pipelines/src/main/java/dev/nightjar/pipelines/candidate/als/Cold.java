package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Cholesky;
import dev.nightjar.pipelines.array.Vectors;

/** Gives items without interactions a factor: a ridge regression from text vector to factor. */
public final class Cold {
  private Cold() {}

  /**
   * Maps text to factors, fitted on the items that have both.
   *
   * @param regularization ridge weight; the mean text vector and the mean factor are not penalised
   * @return a factor for each item with text and without a factor of its own, zeros for all others
   */
  public static Vectors fit(Vectors factors, Vectors text, double regularization) {
    int[] warm = new int[factors.count()];
    int warmCount = 0;
    for (int item = 0; item < factors.count(); item++) {
      if (factors.has(item) && text.has(item)) {
        warm[warmCount++] = item;
      }
    }
    double[] textMean = mean(text, warm, warmCount);
    double[] factorMean = mean(factors, warm, warmCount);
    double[][] map = ridge(factors, text, warm, warmCount, textMean, factorMean, regularization);
    Vectors mapped = Vectors.zeros(factors.count(), factors.dimension());
    for (int item = 0; item < factors.count(); item++) {
      if (!factors.has(item) && text.has(item) && warmCount > 0) {
        for (int r = 0; r < factors.dimension(); r++) {
          double value = factorMean[r];
          for (int d = 0; d < text.dimension(); d++) {
            value += map[r][d] * (text.values()[item * text.dimension() + d] - textMean[d]);
          }
          mapped.values()[item * factors.dimension() + r] = (float) value;
        }
      }
    }
    return mapped;
  }

  private static double[] mean(Vectors vectors, int[] indexes, int count) {
    double[] mean = new double[vectors.dimension()];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += vectors.values()[indexes[i] * mean.length + d];
      }
    }
    for (int d = 0; d < mean.length; d++) {
      mean[d] /= Math.max(1, count);
    }
    return mean;
  }

  private static double[][] ridge(
      Vectors factors,
      Vectors text,
      int[] warm,
      int count,
      double[] textMean,
      double[] factorMean,
      double regularization) {
    int n = text.dimension();
    int rank = factors.dimension();
    double[] gram = new double[n * n];
    double[][] right = new double[rank][n];
    double[] x = new double[n];
    for (int w = 0; w < count; w++) {
      for (int d = 0; d < n; d++) {
        x[d] = text.values()[warm[w] * n + d] - textMean[d];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          gram[i * n + j] += x[i] * x[j];
        }
      }
      for (int r = 0; r < rank; r++) {
        double y = factors.values()[warm[w] * rank + r] - factorMean[r];
        for (int d = 0; d < n; d++) {
          right[r][d] += y * x[d];
        }
      }
    }
    for (int d = 0; d < n; d++) {
      gram[d * n + d] += regularization;
    }
    Cholesky.decompose(gram, n);
    for (double[] column : right) {
      Cholesky.solve(gram, n, column);
    }
    return right;
  }
}
