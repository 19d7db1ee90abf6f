package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.topk.TopList;

/**
 * What a source says of one user.
 *
 * @param best the items that it proposes, all above zero
 * @param scores what it says of any item
 */
public record Candidates(TopList best, Scores scores) {

  /** The source's scores of a user: higher is better, other users or sources need not compare. */
  public interface Scores {

    /**
     * Overwrites {@code scores} with one number an item.
     *
     * @param items ascending, whether they may be proposed or not
     */
    void fill(int[] items, float[] scores);
  }
}
