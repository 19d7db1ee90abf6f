package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import dev.nightjar.pipelines.array.Top;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The union of what all sources propose for one user at a time; one a task, its buffers reused. */
public final class CandidatePool {
  /**
   * Users whose scores are computed together, so that factors are read from memory once for all.
   */
  private static final int BATCH = 8;

  private final List<CandidateSource> sources;
  private final Catalog catalog;
  private final PoolLimits options;
  private final int cold;
  private final float[][][] batch;
  private final float[][] scores;
  private final int[][] ranks;
  private final int[][] tops;
  private final boolean[] touched;

  public CandidatePool(List<CandidateSource> sources, Catalog catalog, PoolLimits options) {
    this.sources = sources;
    this.catalog = catalog;
    this.options = options;
    this.cold =
        IntStream.range(0, sources.size())
            .filter(s -> sources.get(s).name().equals(SourceKind.COLD.word()))
            .findFirst()
            .orElse(-1);
    this.batch = new float[sources.size()][BATCH][catalog.items()];
    this.scores = new float[sources.size()][];
    this.ranks = new int[sources.size()][catalog.items()];
    this.tops = new int[sources.size()][0];
    this.touched = new boolean[catalog.items()];
    for (int[] rank : ranks) {
      Arrays.fill(rank, options.perSource());
    }
  }

  /**
   * Goes through users in batches; while {@code then} runs, the pool answers for its user.
   *
   * @param history of each user
   * @param then gets the user and the proposed items, ascending
   */
  public <U, R> Iterator<R> propose(
      Iterator<U> users, Function<U, History> history, BiFunction<U, int[], R> then) {
    return new Iterator<>() {
      private final List<U> loaded = new ArrayList<>();
      private int next;

      @Override
      public boolean hasNext() {
        return next < loaded.size() || users.hasNext();
      }

      @Override
      public R next() {
        if (next == loaded.size()) {
          loaded.clear();
          next = 0;
          while (loaded.size() < BATCH && users.hasNext()) {
            loaded.add(users.next());
          }
          scoreAll(loaded.stream().map(history).toArray(History[]::new));
        }
        U user = loaded.get(next);
        return then.apply(user, candidates(history.apply(user), next++));
      }
    };
  }

  /**
   * Scores all items for one user.
   *
   * @return the proposed items, ascending
   */
  public int[] propose(History user) {
    scoreAll(new History[] {user});
    return candidates(user, 0);
  }

  private void scoreAll(History[] users) {
    if (users.length == 0) {
      throw new NoSuchElementException("there are no more users");
    }
    for (int s = 0; s < sources.size(); s++) {
      sources.get(s).scoreAll(users, batch[s], users.length);
    }
  }

  private int[] candidates(History user, int place) {
    for (int item : user.items()) {
      touched[item] = true;
    }
    for (int s = 0; s < sources.size(); s++) {
      scores[s] = batch[s][place];
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

  /** Whether a list of this user may have the item: it is available, and repetition is as set. */
  public boolean mayList(int item) {
    return !Float.isNaN(scores[0][item]);
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

  /** Whether the source for items without events proposed the item. */
  public boolean isNew(int item) {
    return cold >= 0 && ranks[cold][item] < options.perSource();
  }

  public List<CandidateSource> sources() {
    return sources;
  }
}
