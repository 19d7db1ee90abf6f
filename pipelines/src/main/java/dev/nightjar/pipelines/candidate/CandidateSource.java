package dev.nightjar.pipelines.candidate;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A model that scores every item for one user; immutable, broadcast to executors and used by many
 * threads.
 */
public interface CandidateSource extends Serializable {

  /** The word that settings, tables and reports use for this source. */
  String name();

  /**
   * Overwrites {@code scores}, one number an item. Only items above zero are proposed; higher is
   * better, and numbers of different users or sources need not be comparable.
   */
  void score(History user, float[] scores);

  /**
   * Does the same for the first {@code size} users; the scores of a user do not depend on the
   * others.
   */
  default void scoreAll(History[] users, float[][] scores, int size) {
    for (int u = 0; u < size; u++) {
      score(users[u], scores[u]);
    }
  }

  /**
   * The item of the user's history that spoke most for {@code item}, or -1 when none did; ties go
   * to the smaller item.
   */
  int because(History user, int item);

  /** Answers for several items of the same user. */
  default int[] because(History user, int[] items) {
    return Arrays.stream(items).map(item -> because(user, item)).toArray();
  }
}
