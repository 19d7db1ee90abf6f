package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks all sources what they propose, for one user after the other; one a task, since the room for
 * scores is used again.
 */
public final class CandidatePool {
  /**
   * Users whose scores are computed together, so that factors are read from memory once for all.
   */
  private static final int BATCH = 8;

  private final PoolPlan plan;
  private final float[][][] scores;

  CandidatePool(PoolPlan plan) {
    this.plan = plan;
    this.scores = new float[plan.sources().size()][BATCH][plan.catalog().items()];
  }

  /**
   * Goes through users in batches.
   *
   * @param history of each user
   * @param then gets the user and the proposals, which hold until it returns
   */
  public <U, R> Iterator<R> propose(
      Iterator<U> users, Function<U, History> history, BiFunction<U, Proposals, R> then) {
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
        return then.apply(user, proposals(history.apply(user), next++));
      }
    };
  }

  /** Scores all items for one user; the proposals hold until the pool is asked again. */
  public Proposals propose(History user) {
    scoreAll(new History[] {user});
    return proposals(user, 0);
  }

  private void scoreAll(History[] users) {
    if (users.length == 0) {
      throw new NoSuchElementException("there are no more users");
    }
    for (int s = 0; s < scores.length; s++) {
      plan.sources().get(s).scoreAll(users, scores[s], users.length);
    }
  }

  private Proposals proposals(History user, int place) {
    List<SourceProposals> bySource = new ArrayList<>(scores.length);
    int[] disliked = user.disliked();
    for (int s = 0; s < scores.length; s++) {
      float[] own = scores[s][place];
      maskTouched(user.items(), own);
      mask(disliked, own);
      maskUnavailable(own);
      bySource.add(new SourceProposals(plan.sources().get(s), own, plan.options().perSource()));
    }
    return new Proposals(user, bySource);
  }

  private void maskTouched(int[] touched, float[] own) {
    if (plan.options().repeat() == Repeat.EXCLUDE) {
      mask(touched, own);
    } else if (plan.options().repeat() == Repeat.ONLY) {
      float[] kept = new float[touched.length];
      for (int position = 0; position < kept.length; position++) {
        kept[position] = own[touched[position]];
      }
      Arrays.fill(own, Float.NaN);
      for (int position = 0; position < kept.length; position++) {
        own[touched[position]] = kept[position];
      }
    }
  }

  private static void mask(int[] items, float[] own) {
    for (int item : items) {
      own[item] = Float.NaN;
    }
  }

  private void maskUnavailable(float[] own) {
    boolean[] available = plan.catalog().available();
    for (int item = 0; item < available.length; item++) {
      if (!available[item]) {
        own[item] = Float.NaN;
      }
    }
  }
}
