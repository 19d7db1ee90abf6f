package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Top;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What may come on one user's list.
 *
 * @param items ascending
 * @param scores the ranker's, one an item
 * @param proposed by any source; the others can only be pinned
 * @param isNew whether the source for items without events proposed a candidate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Candidates(int[] items, float[] scores, boolean[] proposed, IntPredicate isNew) {

  /** Proposed items of which none is new. */
  public static Candidates of(int[] items, float[] scores) {
    boolean[] all = new boolean[items.length];
    Arrays.fill(all, true);
    return new Candidates(items, scores, all, candidate -> false);
  }

  public int size() {
    return items.length;
  }

  /** The proposed ones by some scores, best first, ties to the smaller item. */
  int[] order(float[] by) {
    return Arrays.stream(orderOfAll(by)).filter(c -> proposed[c]).toArray();
  }

  /** The same with those that can only be pinned. */
  int[] orderOfAll(float[] by) {
    return Top.order(by, items);
  }
}
