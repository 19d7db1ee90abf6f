package dev.nightjar.pipelines.candidate;

import java.io.Serializable;

/** What a source looks candidates up in; immutable and broadcast, as the source is. */
public interface CandidateIndex extends Serializable {

  /**
   * Room of one task to look candidates up.
   *
   * @param most items a user gets
   */
  CandidateSearch search(int most);

  /** Multiplications that it costs for one user at most; 0 where few items are looked at. */
  default long products() {
    return 0;
  }

  /**
   * The same where it looks at a part of the items alone; itself where it never looks at all.
   *
   * @param share of the items, above 0 and below 1
   */
  default CandidateIndex pruned(double share) {
    return this;
  }
}
