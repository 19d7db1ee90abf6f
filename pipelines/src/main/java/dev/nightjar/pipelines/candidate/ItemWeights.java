package dev.nightjar.pipelines.candidate;

import java.util.Arrays;

/**
 * A history as one implicit rating an item: the sum of its decayed weights. Events without strength
 * are left out.
 *
 * @param items distinct, ascending
 * @param values above zero for a like, below zero for a dislike
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record ItemWeights(int[] items, double[] values) {

  public static ItemWeights of(History all, Decay decay) {
    History history = all.telling();
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

  /** How many items are liked. */
  public int likes() {
    return (int) Arrays.stream(values).filter(value -> value > 0).count();
  }
}
