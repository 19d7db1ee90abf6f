package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Ridge;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import java.util.stream.IntStream;

/** Gives items without interactions a factor: a ridge regression from text vector to factor. */
public final class Cold {
  private Cold() {}

  /**
   * Maps text to factors, fitted on the items that have both. An item that somebody dislikes is not
   * new, even where nobody likes it.
   *
   * @param regularization ridge weight; the mean text vector and the mean factor are not penalised
   * @return a factor for each item with text and without a factor of its own, zeros for all others
   */
  public static Vectors fit(Vectors factors, Catalog catalog, double regularization) {
    Vectors text = catalog.text();
    int[] warm =
        IntStream.range(0, factors.count())
            .filter(item -> factors.has(item) && text.has(item))
            .toArray();
    Vectors mapped = Vectors.zeros(factors.count(), factors.dimension());
    if (warm.length == 0) {
      return mapped;
    }
    double[] textMean = mean(text, warm);
    double[] factorMean = mean(factors, warm);
    Ridge ridge = new Ridge(text.dimension(), factors.dimension());
    for (int item : warm) {
      ridge.add(1, centred(text, item, textMean), centred(factors, item, factorMean));
    }
    ridge.penalise(regularization);
    double[][] map = ridge.solve();
    for (int item = 0; item < factors.count(); item++) {
      if (!factors.has(item) && text.has(item) && !catalog.hasDislikes(item)) {
        double[] x = centred(text, item, textMean);
        for (int r = 0; r < factors.dimension(); r++) {
          double value = factorMean[r];
          for (int d = 0; d < x.length; d++) {
            value += map[r][d] * x[d];
          }
          mapped.values()[item * factors.dimension() + r] = (float) value;
        }
      }
    }
    return mapped;
  }

  private static double[] mean(Vectors vectors, int[] indexes) {
    double[] mean = new double[vectors.dimension()];
    for (int index : indexes) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += vectors.values()[index * mean.length + d];
      }
    }
    for (int d = 0; d < mean.length; d++) {
      mean[d] /= indexes.length;
    }
    return mean;
  }

  private static double[] centred(Vectors vectors, int index, double[] mean) {
    double[] centred = new double[mean.length];
    for (int d = 0; d < mean.length; d++) {
      centred[d] = vectors.values()[index * mean.length + d] - mean[d];
    }
    return centred;
  }
}
