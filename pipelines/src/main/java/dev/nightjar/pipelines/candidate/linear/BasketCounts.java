package dev.nightjar.pipelines.candidate.linear;

import dev.nightjar.pipelines.array.FixedPoint;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/** Exact sums of the weights of baskets, an item and a pair of items, in {@link FixedPoint}. */
public final class BasketCounts {
  private BasketCounts() {}

  /** Weight of the baskets that hold each item. */
  static long[] items(JavaRDD<Basket> baskets, int items) {
    return baskets
        .mapPartitions(partition -> List.of(itemsOf(partition, items)).iterator())
        .treeReduce(FixedPoint::plus);
  }

  private static long[] itemsOf(Iterator<Basket> partition, int items) {
    long[] counts = new long[items];
    partition.forEachRemaining(
        basket -> {
          for (int item : basket.items()) {
            counts[item] = FixedPoint.plus(counts[item], basket.weight(), item);
          }
        });
    return counts;
  }

  /** Items with a count, ascending. */
  static int[] active(long[] counts) {
    return IntStream.range(0, counts.length).filter(item -> counts[item] > 0).toArray();
  }

  /**
   * Weight of the baskets that hold each pair; none is above that of its items, which {@link
   * #items} has found to be small enough.
   *
   * @param place row of each item, -1 for items to leave out
   * @param size number of rows
   * @return lower triangles row after row: pair (i, j), j <= i, at {@code i * (i + 1) / 2 + j}
   */
  static long[] pairs(JavaRDD<Basket> baskets, int[] place, int size) {
    return baskets
        .coalesce(Math.min(baskets.getNumPartitions(), 4))
        .mapPartitions(partition -> List.of(pairsOf(partition, place, size)).iterator())
        .reduce(BasketCounts::plus);
  }

  private static long[] pairsOf(Iterator<Basket> partition, int[] place, int size) {
    long[] counts = new long[Math.multiplyExact(size, size + 1) / 2];
    partition.forEachRemaining(
        basket -> {
          int[] items = basket.items();
          for (int b = 0; b < items.length; b++) {
            int row = place[items[b]] * (place[items[b]] + 1) / 2;
            for (int a = 0; a <= b; a++) {
              counts[row + place[items[a]]] += basket.weight();
            }
          }
        });
    return counts;
  }

  private static long[] plus(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
