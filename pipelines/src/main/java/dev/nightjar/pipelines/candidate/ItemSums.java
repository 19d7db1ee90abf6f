package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.array.FixedPoint;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** Exact sums over all events of an item, the same whatever the partitions. */
public final class ItemSums {
  private ItemSums() {}

  /** Sum of decayed weights an item, dislikes taken off. */
  public static double[] of(JavaRDD<History> histories, int items, Decay decay) {
    long[] sums =
        histories
            .mapPartitions(partition -> List.of(partial(partition, items, decay)).iterator())
            .treeReduce(FixedPoint::plus);
    double[] result = new double[items];
    for (int item = 0; item < items; item++) {
      result[item] = FixedPoint.toDouble(sums[item], item);
    }
    return result;
  }

  private static long[] partial(Iterator<History> partition, int items, Decay decay) {
    long[] sums = new long[items];
    while (partition.hasNext()) {
      History history = partition.next();
      for (int position = 0; position < history.size(); position++) {
        int item = history.items()[position];
        long weight = FixedPoint.of(decay.weight(history, position));
        sums[item] = FixedPoint.plus(sums[item], weight, item);
      }
    }
    return sums;
  }
}
