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
 * @param measures what is looked at
 * @param notes what a reader must know beside the figures
 */
public record Experiment(
    DenseIds items, Holdout validation, Holdout test, Measures measures, List<String> notes) {
  public Experiment {
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
    return new Experiment(items, validation, fewer, measures, told);
  }

  public List<RankingMetric> metrics() {
    return measures.metrics();
  }

  public RankingMetric goal() {
    return measures.goal();
  }

  public boolean area() {
    return measures.area();
  }
}
