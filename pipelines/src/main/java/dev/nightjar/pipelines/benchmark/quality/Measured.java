package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.benchmark.protocol.TestCase;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.metric.Bootstrap;
import dev.nightjar.pipelines.metric.CatalogMetrics;
import dev.nightjar.pipelines.metric.Interval;
import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good the lists of one model are.
 *
 * @param figures mean of each metric, with its interval, in the order of the experiment
 * @param goal the metric that tuning raised, a value a case
 * @param coverage share of the ranked items on any list
 * @param gini of their exposure
 * @param novelty mean self-information of the listed items in bits
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record Measured(
    String model,
    Map<RankingMetric, Interval> figures,
    double[] goal,
    double coverage,
    double gini,
    double novelty) {
  private static final double LEVEL = 0.95;

  static Measured of(String model, Experiment experiment, List<int[]> lists, int k, long seed) {
    List<TestCase> cases = experiment.test().cases();
    Map<RankingMetric, Interval> figures = new LinkedHashMap<>();
    double[] goal = new double[0];
    for (RankingMetric metric : experiment.metrics()) {
      double[] values = values(metric, cases, lists, k);
      figures.put(metric, Bootstrap.interval(values, LEVEL, Bootstrap.SAMPLES, seed));
      if (metric == experiment.goal()) {
        goal = values;
      }
    }
    int items = experiment.items().size();
    long[] exposure = CatalogMetrics.exposure(lists, items);
    boolean empty = lists.stream().allMatch(list -> list.length == 0);
    return new Measured(
        model,
        figures,
        goal,
        CatalogMetrics.coverage(lists, items),
        empty ? 0 : CatalogMetrics.gini(exposure),
        CatalogMetrics.novelty(lists, interactions(experiment.test().fit(), items)));
  }

  static double[] values(RankingMetric metric, List<TestCase> cases, List<int[]> lists, int k) {
    double[] values = new double[cases.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = metric.of(lists.get(i), cases.get(i).relevant(), k);
    }
    return values;
  }

  private static long[] interactions(List<History> histories, int items) {
    long[] counts = new long[items];
    for (History history : histories) {
      for (int item : history.items()) {
        counts[item]++;
      }
    }
    return counts;
  }

  /** Figures, then cost: the first two metrics with their intervals. */
  ResultLine line(OptionalDouble area, double seconds, long peak) {
    ResultLine line = ResultLine.of(model);
    for (Map.Entry<RankingMetric, Interval> figure : figures.entrySet()) {
      line = line.with(figure.getKey().key(), figure.getValue().mean());
    }
    int shown = 0;
    for (Map.Entry<RankingMetric, Interval> figure : figures.entrySet()) {
      if (shown++ < 2) {
        String key = figure.getKey().key();
        line =
            line.with(key + "_low", figure.getValue().low())
                .with(key + "_high", figure.getValue().high());
      }
    }
    if (area.isPresent()) {
      line = line.with("auc", area.getAsDouble());
    }
    return line.with("coverage", coverage)
        .with("gini", gini)
        .with("novelty", novelty)
        .with("users", goal.length)
        .with("seconds", seconds)
        .with("peak_mb", peak);
  }
}
