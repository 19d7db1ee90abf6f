package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Candidates;
import dev.nightjar.pipelines.topk.TopList;
import java.util.Arrays;

/** What one source says of one user: its best items as a list, and a score for any item. */
final class SourceProposals {
  private final CandidateSource source;
  private final TopList best;
  private final Candidates.Scores scores;
  private final long[] places;
  private final int most;

  /**
   * Takes what the source says.
   *
   * @param most items that the source proposes
   */
  SourceProposals(CandidateSource source, TopList best, Candidates.Scores scores, int most) {
    this.source = source;
    this.best = best;
    this.scores = scores;
    this.most = most;
    this.places = new long[best.items().length];
    for (int place = 0; place < places.length; place++) {
      places[place] = ((long) best.items()[place] << Integer.SIZE) | place;
    }
    Arrays.sort(places);
  }

  CandidateSource source() {
    return source;
  }

  /** The scores of items, ascending. */
  float[] scores(int[] items) {
    float[] own = new float[items.length];
    scores.fill(items, own);
    return own;
  }

  /** The largest score, 0 when it proposed nothing. */
  float best() {
    return places.length == 0 ? 0 : best.scores()[0];
  }

  /** What it proposed, best first. */
  int[] list() {
    return best.items();
  }

  boolean holds(int item) {
    int next = Arrays.binarySearch(places, (long) item << Integer.SIZE);
    next = next < 0 ? -next - 1 : next;
    return next < places.length && item(next) == item;
  }

  /** Places of items, ascending, in the list; the most items of a list where one is not in it. */
  int[] ranks(int[] items) {
    int[] ranks = new int[items.length];
    int next = 0;
    for (int i = 0; i < items.length; i++) {
      while (next < places.length && item(next) < items[i]) {
        next++;
      }
      boolean found = next < places.length && item(next) == items[i];
      ranks[i] = found ? (int) places[next] : most;
    }
    return ranks;
  }

  private int item(int next) {
    return (int) (places[next] >> Integer.SIZE);
  }
}
