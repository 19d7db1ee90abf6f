package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.ArrayList;
import java.util.List;

/**
 * A protocol applied to its files.
 *
 * @param items all that are ranked
 * @param validation for tuning and for training the ranker; knows nothing of the test
 * @param test measured once
 * @param metrics in the order to print, the first two with intervals; tuning looks at {@code goal}
 * @param goal what tuning raises
 * @param area whether the order of the whole catalog is measured too, by the area under the curve
 * @param notes what a reader must know beside the figures
 */
public record Experiment(
    DenseIds items,
    Holdout validation,
    Holdout test,
    List<RankingMetric> metrics,
    RankingMetric goal,
    boolean area,
    List<String> notes) {
  public Experiment {
    metrics = List.copyOf(metrics);
    notes = List.copyOf(notes);
    if (test.cases().isEmpty()) {
      throw new IllegalArgumentException(
          "no user has anything to test on; give users with at least two items");
    }
  }

  /** The same experiment with at most about {@code most} of its test users, evenly spread. */
  public Experiment testing(int most) {
    Holdout fewer = test.thinned(most);
    List<String> told = new ArrayList<>(notes);
    told.add(
        "%d of %d test users, evenly spread over the file"
            .formatted(fewer.cases().size(), test.cases().size()));
    return new Experiment(items, validation, fewer, metrics, goal, area, told);
  }
}
