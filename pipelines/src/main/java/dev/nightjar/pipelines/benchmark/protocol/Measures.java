package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.List;

/**
 * What an experiment looks at.
 *
 * @param metrics in the order to print, the first two with intervals
 * @param goal what tuning raises
 * @param area whether the order of the whole catalog is measured too, by the area under the curve
 */
public record Measures(List<RankingMetric> metrics, RankingMetric goal, boolean area) {

  public Measures {
    metrics = List.copyOf(metrics);
  }

  static Measures of(List<RankingMetric> metrics, RankingMetric goal) {
    return new Measures(metrics, goal, false);
  }

  Measures withArea() {
    return new Measures(metrics, goal, true);
  }
}
