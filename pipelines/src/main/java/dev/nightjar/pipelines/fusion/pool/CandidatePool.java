package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.CandidateSearch;
import dev.nightjar.pipelines.candidate.Candidates;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.topk.BatchTopK;
import dev.nightjar.pipelines.topk.TopItems;
import dev.nightjar.pipelines.topk.TopList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Asks all sources what they propose, for one user after the other; room of one task. */
public final class CandidatePool {
  private final PoolPlan plan;
  private final List<CandidateSearch> searches;

  CandidatePool(PoolPlan plan) {
    this.plan = plan;
    this.searches =
        plan.indexes().stream().map(index -> index.search(plan.options().perSource())).toList();
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
      private Batch<U> batch = new Batch<>(List.of(), history);

      @Override
      public boolean hasNext() {
        return batch.hasNext() || users.hasNext();
      }

      @Override
      public R next() {
        if (!batch.hasNext()) {
          batch = new Batch<>(taken(users), history);
        }
        return batch.next(then);
      }
    };
  }

  /** Asks for one user; the proposals hold until the pool is asked again. */
  public Proposals propose(History user) {
    return propose(List.of(user).iterator(), UnaryOperator.identity(), (same, own) -> own).next();
  }

  private static <U> List<U> taken(Iterator<U> users) {
    List<U> taken = new ArrayList<>();
    while (taken.size() < BatchTopK.USERS && users.hasNext()) {
      taken.add(users.next());
    }
    return taken;
  }

  /** Users that are looked up together, so that vectors are read from memory once for all. */
  private final class Batch<U> {
    private final List<U> users;
    private final List<History> histories;
    private final List<Listable> listable;
    private final List<Iterator<Candidates>> bySource;
    private int next;

    Batch(List<U> users, Function<U, History> history) {
      this.users = users;
      histories = users.stream().map(history).toList();
      listable = histories.stream().map(user -> Listable.of(user, plan)).toList();
      List<int[]> leftOut = listable.stream().map(Listable::leftOut).toList();
      bySource = searches.stream().map(search -> search.of(histories, leftOut).iterator()).toList();
    }

    boolean hasNext() {
      return next < users.size();
    }

    <R> R next(BiFunction<U, Proposals, R> then) {
      if (!hasNext()) {
        throw new NoSuchElementException("there are no more users");
      }
      int place = next++;
      List<SourceProposals> proposals = new ArrayList<>();
      for (int s = 0; s < bySource.size(); s++) {
        proposals.add(proposals(s, bySource.get(s).next(), listable.get(place)));
      }
      return then.apply(
          users.get(place), new Proposals(histories.get(place), listable.get(place), proposals));
    }
  }

  private SourceProposals proposals(int source, Candidates own, Listable listable) {
    int most = plan.options().perSource();
    TopList best =
        plan.options().repeat() == Repeat.ONLY ? again(own, listable.again(), most) : own.best();
    return new SourceProposals(plan.sources().get(source), best, own.scores(), most);
  }

  private static TopList again(Candidates own, int[] items, int most) {
    float[] scores = new float[items.length];
    own.scores().fill(items, scores);
    TopItems best = TopItems.above(0f, most);
    for (int i = 0; i < items.length; i++) {
      best.offer(items[i], scores[i]);
    }
    return best.toList();
  }
}
