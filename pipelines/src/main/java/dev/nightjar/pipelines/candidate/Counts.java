package dev.nightjar.pipelines.candidate;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/** Whole-number counts of items and of pairs of items over baskets of distinct items. */
final class Counts {
  private Counts() {}

  /** Baskets that hold each item. */
  static int[] items(JavaRDD<int[]> baskets, int items) {
    return baskets
        .mapPartitions(partition -> List.of(itemsOf(partition, items)).iterator())
        .treeReduce(Counts::plus);
  }

  private static int[] itemsOf(Iterator<int[]> partition, int items) {
    int[] counts = new int[items];
    partition.forEachRemaining(
        basket -> {
          for (int item : basket) {
            counts[item]++;
          }
        });
    return counts;
  }

  /** Items with a count, ascending. */
  static int[] active(int[] counts) {
    return IntStream.range(0, counts.length).filter(item -> counts[item] > 0).toArray();
  }

  /**
   * Baskets that hold each pair.
   *
   * @param place row of each item, -1 for items to leave out
   * @param size number of rows
   * @return lower triangles row after row: pair (i, j), j <= i, at {@code i * (i + 1) / 2 + j}
   */
  static int[] pairs(JavaRDD<int[]> baskets, int[] place, int size) {
    return baskets
        .coalesce(Math.min(baskets.getNumPartitions(), 4))
        .mapPartitions(partition -> List.of(pairsOf(partition, place, size)).iterator())
        .reduce(Counts::plus);
  }

  private static int[] pairsOf(Iterator<int[]> partition, int[] place, int size) {
    int[] counts = new int[Math.multiplyExact(size, size + 1) / 2];
    partition.forEachRemaining(
        basket -> {
          for (int b = 0; b < basket.length; b++) {
            int row = place[basket[b]] * (place[basket[b]] + 1) / 2;
            for (int a = 0; a <= b; a++) {
              counts[row + place[basket[a]]]++;
            }
          }
        });
    return counts;
  }

  private static int[] plus(int[] a, int[] b) {
    int[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
