package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import java.util.Arrays;
import java.util.List;

/**
 * How many users like and dislike each item; no arrays where nobody dislikes anything, as in a
 * night.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record Opinions(float[] likes, float[] dislikes) {

  static final Opinions NONE = new Opinions(new float[0], new float[0]);

  /**
   * Counts users.
   *
   * @param log in which the last word on an item stands
   */
  static Opinions of(List<History> log, int items) {
    float[] likes = new float[items];
    float[] dislikes = new float[items];
    boolean any = false;
    for (History user : log) {
      int[] disliked = user.disliked();
      Arrays.stream(user.liked().items()).distinct().forEach(item -> likes[item]++);
      Arrays.stream(disliked).distinct().forEach(item -> dislikes[item]++);
      any |= disliked.length > 0;
    }
    return any ? new Opinions(likes, dislikes) : NONE;
  }

  /** The catalog with these facts; it may have more items than the log names. */
  Catalog on(Catalog catalog) {
    return likes.length == 0
        ? catalog
        : catalog
            .with(ItemFact.LIKES, Arrays.copyOf(likes, catalog.items()))
            .with(ItemFact.DISLIKES, Arrays.copyOf(dislikes, catalog.items()));
  }
}
