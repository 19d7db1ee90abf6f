package dev.nightjar.pipelines.candidate.neighbour;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * The neighbours of one item.
 *
 * @param targets ascending
 * @param weights one a target
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record SparseRow(int item, int[] targets, float[] weights) implements Serializable {

  static SparseRow of(Row row) {
    List<Integer> targets = row.getList(1);
    List<Float> weights = row.getList(2);
    float[] values = new float[weights.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = weights.get(i);
    }
    return new SparseRow(
        row.getInt(0), targets.stream().mapToInt(Integer::intValue).toArray(), values);
  }

  /** Keeps the {@code most} targets of largest magnitude, ties to the smaller item. */
  public SparseRow strongest(int most) {
    if (targets.length <= most) {
      return this;
    }
    int[] kept =
        IntStream.range(0, targets.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -Math.abs(weights[i]))
                    .thenComparingInt(i -> targets[i]))
            .limit(most)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    int[] to = new int[most];
    float[] weight = new float[most];
    for (int i = 0; i < most; i++) {
      to[i] = targets[kept[i]];
      weight[i] = weights[kept[i]];
    }
    return new SparseRow(item, to, weight);
  }
}
