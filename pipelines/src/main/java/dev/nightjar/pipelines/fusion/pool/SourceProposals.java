package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.array.Top;
import dev.nightjar.pipelines.candidate.CandidateSource;
import java.util.Arrays;

/** What one source says of one user: a score for every item, and the best of them as a list. */
final class SourceProposals {
  private final CandidateSource source;
  private final float[] scores;
  private final int[] list;
  private final long[] places;
  private final int most;

  /**
   * Makes the list.
   *
   * @param scores one an item, NaN for those that no list may have; kept, not copied
   * @param most items that the source proposes
   */
  SourceProposals(CandidateSource source, float[] scores, int most) {
    this.source = source;
    this.scores = scores;
    this.most = most;
    this.list = Top.of(scores, most, 0f);
    this.places = new long[list.length];
    for (int place = 0; place < places.length; place++) {
      places[place] = ((long) list[place] << Integer.SIZE) | place;
    }
    Arrays.sort(places);
  }

  CandidateSource source() {
    return source;
  }

  float score(int item) {
    return scores[item];
  }

  /** The largest score, 0 when it proposed nothing. */
  float best() {
    return list.length == 0 ? 0 : scores[list[0]];
  }

  /** What it proposed, best first. */
  int[] list() {
    return list;
  }

  boolean holds(int item) {
    return rank(item) < most;
  }

  /** Place of the item in the list, from 0; the most items of a list when it is not in it. */
  int rank(int item) {
    int at = Arrays.binarySearch(places, (long) item << Integer.SIZE);
    int next = at < 0 ? -at - 1 : at;
    boolean found = next < places.length && (int) (places[next] >> Integer.SIZE) == item;
    return found ? (int) places[next] : most;
  }
}
