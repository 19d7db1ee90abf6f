package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.ArrayList;
import java.util.List;

/**
 * The last item of every user is the test, the one before it the validation. For the test the
 * validation item belongs to the history and models are fitted again with it.
 */
public final class LeaveOneOut {
  private static final List<RankingMetric> METRICS =
      List.of(
          RankingMetric.HIT_RATE,
          RankingMetric.NDCG,
          RankingMetric.RECALL,
          RankingMetric.PRECISION,
          RankingMetric.MAP,
          RankingMetric.MRR);

  private LeaveOneOut() {}

  public static Experiment of(ItemLists sequences) {
    DenseIds items =
        DenseIds.of(sequences.byUser().values().stream().flatMap(List::stream).toList());
    List<History> validationFit = new ArrayList<>();
    List<History> testFit = new ArrayList<>();
    List<TestCase> validation = new ArrayList<>();
    List<TestCase> test = new ArrayList<>();
    int user = 0;
    int untested = 0;
    int repeated = 0;
    for (List<String> sequence : sequences.byUser().values()) {
      int[] all = items.places(sequence);
      History whole = History.of(user++, all);
      if (all.length < 2) {
        untested++;
        if (all.length == 1) {
          validationFit.add(whole);
          testFit.add(whole);
        }
        continue;
      }
      History known = whole.without(1);
      int last = all[all.length - 1];
      repeated += contains(known, last) ? 1 : 0;
      testFit.add(known);
      test.add(new TestCase(known, new int[] {last}));
      if (all.length == 2) {
        validationFit.add(known);
      } else {
        History before = whole.without(2);
        validationFit.add(before);
        validation.add(new TestCase(before, new int[] {all[all.length - 2]}));
      }
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        "last item = test, second last = validation; models tuned on validation are fitted again"
            + " with the validation items, which belong to the test history");
    notes.add(
        "all "
            + items.size()
            + " items ranked but the user's history; the order of the file is"
            + " taken as the order of events, ties of time included");
    if (untested > 0) {
      notes.add(untested + " users with fewer than two items are not tested");
    }
    if (repeated > 0) {
      notes.add(repeated + " users' test item is in their history; it counts as missed");
    }
    return new Experiment(
        items,
        new Holdout(validationFit, validation),
        new Holdout(testFit, test),
        Measures.of(METRICS, RankingMetric.NDCG),
        notes);
  }

  private static boolean contains(History history, int item) {
    for (int seen : history.items()) {
      if (seen == item) {
        return true;
      }
    }
    return false;
  }
}
