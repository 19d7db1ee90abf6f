package dev.nightjar.pipelines.metric;

import dev.nightjar.udfs.vector.VectorMath;
import java.util.Arrays;

/**
 * Properties of one user's list that its items' vectors show.
 *
 * <p>Vectors are by item; similarity is the cosine, and that of a zero vector is 0.
 */
public final class ListMetrics {
  private ListMetrics() {}

  /** The cosine of two items, 0 where one of them has no vector. */
  public interface ItemCosine {
    double of(int first, int second);
  }

  /**
   * Intra-list diversity: 1 minus the mean cosine over all pairs of the list (Ziegler et al. 2005,
   * Zhang et al. 2012 equation 3). A list of fewer than two items has diversity 0.
   */
  public static double diversity(int[] list, float[][] vectors) {
    return diversity(list, (a, b) -> cosine(vectors[a], vectors[b]));
  }

  /** The same of items wherever their vectors are. */
  public static double diversity(int[] list, ItemCosine cosine) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < list.length; i++) {
      for (int j = i + 1; j < list.length; j++) {
        sum += cosine.of(list[i], list[j]);
        pairs++;
      }
    }
    return pairs == 0 ? 0 : 1 - sum / pairs;
  }

  /**
   * Mean over the list of unexpectedness times relevance, where an item is unexpected by 1 minus
   * its mean cosine to the user's history (Zhang et al. 2012; {@code user_serendipity} of the
   * Recommenders library). An empty list has serendipity 0, an empty history makes every item fully
   * unexpected.
   *
   * @param relevant the user's held-out items, ascending
   */
  public static double serendipity(int[] list, int[] relevant, int[] history, float[][] vectors) {
    double sum = 0;
    for (int item : list) {
      if (Arrays.binarySearch(relevant, item) >= 0) {
        double expected =
            Arrays.stream(history)
                .mapToDouble(seen -> cosine(vectors[item], vectors[seen]))
                .average()
                .orElse(0);
        sum += 1 - expected;
      }
    }
    return list.length == 0 ? 0 : sum / list.length;
  }

  private static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "vectors of " + a.length + " and " + b.length + " values; items share one vector space");
    }
    double cosine = VectorMath.cosine(a, b);
    return Double.isNaN(cosine) ? 0 : cosine;
  }
}
