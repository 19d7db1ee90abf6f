package dev.nightjar.pipelines.metric;

import java.util.Arrays;

/**
 * Metrics of one user's top-K list against the items the user really took, with binary relevance.
 *
 * <p>Every function takes a list of distinct items, best first, the relevant items ascending and
 * distinct, and the cut {@code k}. A list shorter than {@code k} is a list with misses at its end.
 * The definitions are those of the Recommenders library (recommenders/evaluation/
 * python_evaluation.py: {@code precision_at_k}, {@code recall_at_k}, {@code ndcg_at_k}, {@code
 * map_at_k}); its published tables use {@code map}, which divides by all relevant items instead.
 */
public final class RankingMetrics {
  private RankingMetrics() {}

  /** Hits among the first {@code k}, over {@code k}. */
  public static double precision(int[] list, int[] relevant, int k) {
    return (double) hits(list, relevant, k) / k;
  }

  /** Hits among the first {@code k}, over all relevant items. */
  public static double recall(int[] list, int[] relevant, int k) {
    return (double) hits(list, relevant, k) / relevant.length;
  }

  /**
   * Discounted gain {@code sum 1/log2(position + 1)} over the hits, divided by the gain of a list
   * that starts with {@code min(k, relevant)} hits (Järvelin and Kekäläinen 2002, binary gains).
   */
  public static double ndcg(int[] list, int[] relevant, int k) {
    check(relevant, k);
    double gain = 0;
    for (int i = 0; i < Math.min(k, list.length); i++) {
      if (contains(relevant, list[i])) {
        gain += discount(i);
      }
    }
    double ideal = 0;
    for (int i = 0; i < Math.min(k, relevant.length); i++) {
      ideal += discount(i);
    }
    return gain / ideal;
  }

  /** Mean of the precision at each hit, missing hits counting 0, over {@code min(k, relevant)}. */
  public static double averagePrecision(int[] list, int[] relevant, int k) {
    check(relevant, k);
    int hits = 0;
    double sum = 0;
    for (int i = 0; i < Math.min(k, list.length); i++) {
      if (contains(relevant, list[i])) {
        hits++;
        sum += (double) hits / (i + 1);
      }
    }
    return sum / Math.min(k, relevant.length);
  }

  /** One over the position of the first hit, 0 if none is among the first {@code k}. */
  public static double reciprocalRank(int[] list, int[] relevant, int k) {
    check(relevant, k);
    for (int i = 0; i < Math.min(k, list.length); i++) {
      if (contains(relevant, list[i])) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  /** 1 if any of the first {@code k} is relevant, else 0. */
  public static double hit(int[] list, int[] relevant, int k) {
    return hits(list, relevant, k) > 0 ? 1 : 0;
  }

  private static int hits(int[] list, int[] relevant, int k) {
    check(relevant, k);
    int hits = 0;
    for (int i = 0; i < Math.min(k, list.length); i++) {
      if (contains(relevant, list[i])) {
        hits++;
      }
    }
    return hits;
  }

  private static boolean contains(int[] relevant, int item) {
    return Arrays.binarySearch(relevant, item) >= 0;
  }

  private static double discount(int index) {
    return Math.log(2) / Math.log(index + 2);
  }

  private static void check(int[] relevant, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + "; a list is cut at 1 or more items");
    }
    if (relevant.length == 0) {
      throw new IllegalArgumentException(
          "the user has no relevant items, so no ranking metric is defined;"
              + " leave users without held-out items out of the mean");
    }
  }
}
