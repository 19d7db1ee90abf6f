package dev.nightjar.pipelines.candidate;

import java.util.Arrays;

/**
 * A history as one implicit rating an item: the sum of its decayed weights.
 *
 * @param items distinct, ascending
 * @param values above zero
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record ItemWeights(int[] items, double[] values) {

  public static ItemWeights of(History history, Decay decay) {
    int[] distinct = Arrays.stream(history.items()).sorted().distinct().toArray();
    double[] values = new double[distinct.length];
    for (int position = 0; position < history.size(); position++) {
      values[Arrays.binarySearch(distinct, history.items()[position])] +=
          decay.weight(history, position);
    }
    return new ItemWeights(distinct, values);
  }

  public int size() {
    return items.length;
  }
}
