package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.Repeat;
import dev.nightjar.pipelines.candidate.Top;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The union of what all sources propose for one user at a time; one a task, its buffers reused. */
public final class CandidatePool {
  private final List<CandidateSource> sources;
  private final Catalog catalog;
  private final PoolOptions options;
  private final float[][] scores;
  private final int[][] ranks;
  private final int[][] tops;
  private final boolean[] touched;

  public CandidatePool(List<CandidateSource> sources, Catalog catalog, PoolOptions options) {
    this.sources = sources;
    this.catalog = catalog;
    this.options = options;
    this.scores = new float[sources.size()][catalog.items()];
    this.ranks = new int[sources.size()][catalog.items()];
    this.tops = new int[sources.size()][0];
    this.touched = new boolean[catalog.items()];
    for (int[] rank : ranks) {
      Arrays.fill(rank, options.perSource());
    }
  }

  /**
   * Scores all items for the user.
   *
   * @return the proposed items, ascending
   */
  public int[] propose(History user) {
    for (int item : user.items()) {
      touched[item] = true;
    }
    for (int s = 0; s < sources.size(); s++) {
      sources.get(s).score(user, scores[s]);
      mask(user, scores[s]);
      rank(s);
    }
    for (int item : user.items()) {
      touched[item] = false;
    }
    return Arrays.stream(tops).flatMapToInt(IntStream::of).sorted().distinct().toArray();
  }

  private void mask(History user, float[] score) {
    if (options.repeat() == Repeat.EXCLUDE) {
      for (int item : user.items()) {
        score[item] = Float.NaN;
      }
    }
    boolean only = options.repeat() == Repeat.ONLY;
    if (only || catalog.available().length > 0) {
      for (int item = 0; item < score.length; item++) {
        if ((only && !touched[item]) || !catalog.isAvailable(item)) {
          score[item] = Float.NaN;
        }
      }
    }
  }

  private void rank(int source) {
    for (int item : tops[source]) {
      ranks[source][item] = options.perSource();
    }
    tops[source] = Top.of(scores[source], options.perSource(), 0f);
    for (int place = 0; place < tops[source].length; place++) {
      ranks[source][tops[source][place]] = place;
    }
  }

  /** What the source gave the item, on the source's own scale. */
  public float score(int source, int item) {
    return scores[source][item];
  }

  /** The source's largest score for this user, 0 when it proposed nothing. */
  public float best(int source) {
    return tops[source].length == 0 ? 0 : scores[source][tops[source][0]];
  }

  /** Place of the item in the source's list, from 0; {@code per-source} when it is not in it. */
  public int rank(int source, int item) {
    return ranks[source][item];
  }

  /** What the source proposed, best first. */
  public int[] proposed(int source) {
    return tops[source].clone();
  }

  /** Of the sources that proposed the item the one with the largest part, ties to the earlier. */
  public int strongest(int item, double[] parts) {
    int best = -1;
    for (int s = 0; s < ranks.length; s++) {
      boolean proposed = ranks[s][item] < options.perSource();
      if (proposed && (best < 0 || parts[s] > parts[best])) {
        best = s;
      }
    }
    return best;
  }

  public List<CandidateSource> sources() {
    return sources;
  }
}
