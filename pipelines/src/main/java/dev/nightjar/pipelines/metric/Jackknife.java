package dev.nightjar.pipelines.metric;

import java.util.Arrays;
import java.util.List;

/**
 * How sure figures over all lists together are: 95 % intervals from what each would be without one
 * list after the other (Efron and Tibshirani 1993, chapter 11). Resampling lists with replacement
 * does not serve here, since a sample with repetitions covers fewer items.
 */
public final class Jackknife {

  private Jackknife() {}

  /** Of {@link CatalogMetrics#coverage}. */
  public static Interval coverage(List<int[]> lists, int items) {
    long[] exposure = CatalogMetrics.exposure(lists, items);
    double coverage = CatalogMetrics.coverage(lists, items);
    double[] without = new double[lists.size()];
    for (int l = 0; l < without.length; l++) {
      long alone = Arrays.stream(lists.get(l)).filter(item -> exposure[item] == 1).count();
      without[l] = coverage - (double) alone / items;
    }
    return interval(coverage, without);
  }

  /**
   * Of {@link CatalogMetrics#gini}; 0 where nothing is listed.
   *
   * @param lists without an item twice in one
   */
  public static Interval gini(List<int[]> lists, int items) {
    long[] exposure = CatalogMetrics.exposure(lists, items);
    long total = Arrays.stream(exposure).sum();
    if (total == 0) {
      return new Interval(0, 0, 0);
    }
    double gini = CatalogMetrics.gini(exposure);
    long[] sorted = exposure.clone();
    Arrays.sort(sorted);
    double weighted = gini * items * total;
    double[] without = new double[lists.size()];
    for (int l = 0; l < without.length; l++) {
      long rest = total - lists.get(l).length;
      without[l] =
          rest == 0
              ? gini
              : (weighted - lost(lists.get(l), exposure, sorted)) / ((double) items * rest);
    }
    return interval(gini, without);
  }

  /**
   * What a list adds to the sum of exposures times {@code 2 rank - items - 1}: taking one from an
   * item puts it first of those that are shown as often.
   */
  private static double lost(int[] list, long[] exposure, long[] sorted) {
    long[] shown = Arrays.stream(list).mapToLong(item -> exposure[item]).sorted().toArray();
    double lost = 0;
    int same = 0;
    for (int i = 0; i < shown.length; i++) {
      same = i > 0 && shown[i] == shown[i - 1] ? same + 1 : 0;
      lost += 2.0 * (first(sorted, shown[i]) + same + 1) - sorted.length - 1;
    }
    return lost;
  }

  /** The index of the first that is not below the value. */
  private static int first(long[] sorted, long value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Around a figure from 0 to 1. */
  private static Interval interval(double figure, double[] without) {
    int count = without.length;
    if (count < 2) {
      return new Interval(figure, figure, figure);
    }
    double mean = Arrays.stream(without).sum() / count;
    double squares = Arrays.stream(without).map(v -> (v - mean) * (v - mean)).sum();
    double half = Interval.Z * Math.sqrt(squares * (count - 1) / count);
    return new Interval(figure, Math.max(0, figure - half), Math.min(1, figure + half));
  }
}
