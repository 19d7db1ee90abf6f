package dev.nightjar.pipelines.candidate.neighbour;

import dev.nightjar.pipelines.array.FixedPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scala.Tuple2;

/** A place for every pair of a small catalog: no hashing, and memory that does not grow. */
public final class DensePairs implements PairSums {
  private final int items;
  private final long[] sums;

  DensePairs(int items) {
    this.items = items;
    this.sums = new long[Math.multiplyExact(items, items)];
  }

  @Override
  public void add(int from, int to, long weight) {
    int pair = from * items + to;
    sums[pair] = FixedPoint.plus(sums[pair], weight, to);
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public List<Tuple2<Integer, SumRow>> drain() {
    List<Tuple2<Integer, SumRow>> rows = new ArrayList<>();
    for (int from = 0; from < items; from++) {
      SumRow row = row(from * items);
      if (row.targets().length > 0) {
        rows.add(new Tuple2<>(from, row));
      }
    }
    Arrays.fill(sums, 0);
    return rows;
  }

  private SumRow row(int begin) {
    int[] targets = new int[items];
    long[] values = new long[items];
    int size = 0;
    for (int to = 0; to < items; to++) {
      if (sums[begin + to] != 0) {
        targets[size] = to;
        values[size++] = sums[begin + to];
      }
    }
    return new SumRow(Arrays.copyOf(targets, size), Arrays.copyOf(values, size));
  }
}
