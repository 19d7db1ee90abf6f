package dev.nightjar.pipelines.topk;

/** One user's list, best first; equal scores go by the smaller item. */
public final class TopList {
  private final int[] items;
  private final float[] scores;

  TopList(int[] items, float[] scores) {
    this.items = items;
    this.scores = scores;
  }

  /** The items, distinct. The list's own array: copy it before changing it. */
  public int[] items() {
    return items;
  }

  /** The score of each item, never increasing. The list's own array. */
  public float[] scores() {
    return scores;
  }
}
