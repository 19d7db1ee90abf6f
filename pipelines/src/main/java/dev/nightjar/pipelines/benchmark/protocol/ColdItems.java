package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.array.Shuffle;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.Repeat;
import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Takes all training interactions from some items and asks for them: which of their test
 * interactions does a model still find. The validation does the same with other items.
 */
public final class ColdItems {
  private ColdItems() {}

  /**
   * The experiment with cold items: only they are ranked, and only they are asked for.
   *
   * @param warm the split as it is
   * @param share of the items with training interactions, above 0 and below 1
   */
  public static Experiment of(Experiment warm, double share, long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "--cold-items is " + share + "; give a share above 0 and below 1, such as 0.1");
    }
    int items = warm.items().size();
    boolean[] trained = new boolean[items];
    warm.test().fit().forEach(h -> Arrays.stream(h.items()).forEach(i -> trained[i] = true));
    int[] order = Shuffle.of(items, new SplittableRandom(seed));
    int[] candidates = Arrays.stream(order).filter(i -> trained[i]).toArray();
    int count = (int) Math.max(1, Math.round(share * candidates.length));
    boolean[] cold = marked(items, candidates, 0, count);
    boolean[] validationCold =
        marked(items, candidates, count, Math.min(2 * count, candidates.length));
    List<TestCase> cases = new ArrayList<>();
    for (TestCase test : warm.test().cases()) {
      int[] wanted = Arrays.stream(test.relevant()).filter(i -> cold[i]).toArray();
      if (wanted.length > 0) {
        cases.add(new TestCase(without(test.history(), cold), wanted));
      }
    }
    List<History> fit =
        warm.test().fit().stream().map(h -> without(h, cold)).filter(h -> h.size() > 0).toList();
    List<History> validationFit = new ArrayList<>();
    List<TestCase> validation = new ArrayList<>();
    for (History history : fit) {
      boolean[] hide = new boolean[history.size()];
      for (int p = 0; p < hide.length; p++) {
        hide[p] = validationCold[history.items()[p]];
      }
      PairHoldout.divide(history, hide, Repeat.EXCLUDE, validationFit, validation);
    }
    return new Experiment(
        warm.items(),
        new Holdout(validationFit, validation, validationCold, Repeat.EXCLUDE),
        new Holdout(fit, cases, cold, Repeat.EXCLUDE),
        Measures.of(TrainTestSplit.METRICS, RankingMetric.RECALL),
        List.of(
            count
                + " of "
                + candidates.length
                + " items lost all training interactions (seed "
                + seed
                + "); only these are ranked, and the questions are the "
                + cases.stream().mapToInt(c -> c.relevant().length).sum()
                + " test interactions with them"));
  }

  private static boolean[] marked(int items, int[] order, int from, int to) {
    boolean[] marks = new boolean[items];
    Arrays.stream(order, from, to).forEach(item -> marks[item] = true);
    return marks;
  }

  private static History without(History history, boolean[] cold) {
    return History.of(
        history.user(), Arrays.stream(history.items()).filter(item -> !cold[item]).toArray());
  }
}
