package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.Candidates;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.RankSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prunes the indexes of a pool where that still finds what they find without. */
final class PrunedPool {

  private final PoolPlan exact;
  private final List<History> users;
  private final List<int[]> leftOut;

  private PrunedPool(PoolPlan exact, List<History> users) {
    this.exact = exact;
    this.users = users;
    this.leftOut = users.stream().map(user -> Listable.of(user, exact).leftOut()).toList();
  }

  /** See {@link PoolPlan#pruned}. */
  static PoolPlan of(
      PoolPlan exact, RankSettings.Pruning settings, List<History> users, Consumer<String> say) {
    PrunedPool pool = new PrunedPool(exact, users);
    List<CandidateIndex> indexes = new ArrayList<>();
    for (int s = 0; s < exact.sources().size(); s++) {
      CandidateIndex all = exact.indexes().get(s);
      CandidateIndex some = all.pruned(settings.share());
      if (some.equals(all)) {
        indexes.add(all);
        continue;
      }
      double recall = pool.recall(all, some);
      boolean enough = recall >= settings.leastRecall();
      indexes.add(enough ? some : all);
      say.accept(
          String.format(
              Locale.ROOT,
              "%s: a look at %.2f %% of the items finds %.1f %% of the candidates of %,d users%s",
              exact.sources().get(s).name(),
              100 * settings.share(),
              100 * recall,
              users.size(),
              enough
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      ", less than the %.1f %% of rank.pruning.least-recall: it looks at all",
                      100 * settings.leastRecall())));
    }
    return new PoolPlan(exact.sources(), indexes, exact.catalog(), exact.options());
  }

  /** The share of the exact candidates that are found, over all users; 1 where there are none. */
  private double recall(CandidateIndex all, CandidateIndex some) {
    Iterator<Set<Integer>> found = lists(some).iterator();
    long wanted = 0;
    long hits = 0;
    for (Set<Integer> exactly : lists(all)) {
      Set<Integer> there = found.next();
      wanted += exactly.size();
      hits += exactly.stream().filter(there::contains).count();
    }
    return wanted == 0 ? 1 : (double) hits / wanted;
  }

  private List<Set<Integer>> lists(CandidateIndex index) {
    return index
        .search(exact.options().perSource())
        .of(users, leftOut)
        .map(Candidates::best)
        .map(
            best ->
                Arrays.stream(best.items()).boxed().collect(Collectors.toCollection(HashSet::new)))
        .collect(Collectors.toList());
  }
}
