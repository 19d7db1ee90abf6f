package dev.nightjar.pipelines.candidate;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A model that proposes items for users; immutable, broadcast to executors and used by many
 * threads.
 */
public interface CandidateSource extends Serializable {

  /** The word that settings, tables and reports use for this source. */
  String name();

  /**
   * The source made ready to propose some items and no others; once, before it is sent to tasks.
   *
   * @param items ascending
   */
  CandidateIndex among(int[] items);

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
