package dev.nightjar.pipelines.benchmark;

import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A given training and test file; the validation is a seeded random share of each user's training
 * items, as large as the test's share.
 */
final class TrainTestSplit {
  static final List<RankingMetric> METRICS =
      List.of(
          RankingMetric.RECALL,
          RankingMetric.NDCG,
          RankingMetric.PRECISION,
          RankingMetric.MAP,
          RankingMetric.MRR,
          RankingMetric.HIT_RATE);

  private TrainTestSplit() {}

  static Experiment of(ItemLists train, ItemLists test, long seed) {
    Ids items =
        Ids.of(
            Stream.of(train, test)
                .flatMap(lists -> lists.byUser().values().stream())
                .flatMap(List::stream)
                .toList());
    Map<String, Integer> users = new LinkedHashMap<>();
    Stream.of(train, test)
        .flatMap(lists -> lists.byUser().keySet().stream())
        .forEach(user -> users.putIfAbsent(user, users.size()));
    List<History> fit = new ArrayList<>();
    List<TestCase> cases = new ArrayList<>();
    long trained = 0;
    long tested = 0;
    long repeated = 0;
    int unknown = 0;
    for (Map.Entry<String, Integer> user : users.entrySet()) {
      Set<String> known =
          new LinkedHashSet<>(train.byUser().getOrDefault(user.getKey(), List.of()));
      Set<String> wanted = new HashSet<>(test.byUser().getOrDefault(user.getKey(), List.of()));
      History history = History.of(user.getValue(), items.places(known));
      trained += known.size();
      tested += wanted.size();
      repeated += wanted.stream().filter(known::contains).count();
      unknown += known.isEmpty() && !wanted.isEmpty() ? 1 : 0;
      if (!known.isEmpty()) {
        fit.add(history);
      }
      if (!wanted.isEmpty()) {
        cases.add(new TestCase(history, items.places(wanted)));
      }
    }
    double share = Math.min(0.5, Math.max(0.1, (double) tested / Math.max(1, tested + trained)));
    return new Experiment(
        items,
        PairHoldout.perUser(fit, share, seed),
        new Holdout(fit, cases),
        METRICS,
        RankingMetric.NDCG,
        false,
        notes(items, trained, tested, repeated, unknown));
  }

  private static List<String> notes(
      Ids items, long trained, long tested, long repeated, int unknown) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "all "
            + items.size()
            + " items of either file ranked but the user's training items; "
            + trained
            + " training and "
            + tested
            + " test pairs; means over users with test items");
    if (repeated > 0) {
      notes.add(repeated + " test pairs are also training pairs; they count as missed");
    }
    if (unknown > 0) {
      notes.add(unknown + " test users have no training items; they count");
    }
    return notes;
  }
}
