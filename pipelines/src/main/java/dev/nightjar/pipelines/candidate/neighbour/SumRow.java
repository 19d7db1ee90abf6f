package dev.nightjar.pipelines.candidate.neighbour;

import dev.nightjar.pipelines.array.FixedPoint;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Exact sums of pairs that share their first item.
 *
 * @param targets second items, ascending
 * @param sums in {@link FixedPoint}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record SumRow(int[] targets, long[] sums) implements Serializable {

  public SumRow plus(SumRow other) {
    int[] to = new int[targets.length + other.targets.length];
    long[] total = new long[to.length];
    int a = 0;
    int b = 0;
    int size = 0;
    while (a < targets.length || b < other.targets.length) {
      int left = a < targets.length ? targets[a] : Integer.MAX_VALUE;
      int right = b < other.targets.length ? other.targets[b] : Integer.MAX_VALUE;
      to[size] = Math.min(left, right);
      if (left <= right) {
        total[size] = sums[a++];
      }
      if (right <= left) {
        total[size] = FixedPoint.plus(total[size], other.sums[b++], right);
      }
      size++;
    }
    return new SumRow(Arrays.copyOf(to, size), Arrays.copyOf(total, size));
  }
}
