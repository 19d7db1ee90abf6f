package dev.nightjar.pipelines.fusion.ranker;

import java.io.Serializable;

/**
 * The candidates of one user with what came of them.
 *
 * @param items candidates, ascending
 * @param features {@code items.length * width} numbers, row by row
 * @param labels 1 where the user touched the candidate afterwards, else 0
 * @param targets the user's held-out items, ascending, also those that no source proposed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record ExampleGroup(int user, int[] items, float[] features, float[] labels, int[] targets)
    implements Serializable {

  public int width() {
    return items.length == 0 ? 0 : features.length / items.length;
  }

  /** The score of each candidate. */
  float[] scores(Ranker ranker) {
    return ranker.scores(features, items.length);
  }

  /** How many candidates the user took. */
  public int positives() {
    int positives = 0;
    for (float label : labels) {
      positives += label > 0 ? 1 : 0;
    }
    return positives;
  }
}
