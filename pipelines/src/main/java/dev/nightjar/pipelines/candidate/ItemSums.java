package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.array.FixedPoint;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Exact sums over all events of an item, the same whatever the partitions. */
public final class ItemSums {
  private ItemSums() {}

  /** Sum of decayed weights an item. */
  public static double[] of(JavaRDD<History> histories, int items, Decay decay) {
    long[] sums =
        histories
            .mapPartitions(partition -> List.of(partial(partition, items, decay)).iterator())
            .treeReduce(ItemSums::plus);
    double[] result = new double[items];
    for (int item = 0; item < items; item++) {
      result[item] = FixedPoint.toDouble(sums[item]);
    }
    return result;
  }

  private static long[] partial(Iterator<History> partition, int items, Decay decay) {
    long[] sums = new long[items];
    while (partition.hasNext()) {
      History history = partition.next();
      for (int position = 0; position < history.size(); position++) {
        sums[history.items()[position]] += FixedPoint.of(decay.weight(history, position));
      }
    }
    return sums;
  }

  private static long[] plus(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int item = 0; item < sum.length; item++) {
      sum[item] += b[item];
    }
    return sum;
  }
}
