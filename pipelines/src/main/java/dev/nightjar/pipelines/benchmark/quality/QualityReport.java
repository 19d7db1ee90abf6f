package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.metric.Bootstrap;
import dev.nightjar.pipelines.metric.Interval;
import dev.nightjar.pipelines.metric.PairedTest;
import dev.nightjar.pipelines.metric.RankingMetric;
import dev.nightjar.pipelines.run.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints measurements: a table, tests between models, settings, notes, and the result lines. */
final class QualityReport {
  private static final double LEVEL = 0.95;

  private final Experiment experiment;
  private final QualityOptions options;
  private final List<ModelResult> measurements;

  QualityReport(Experiment experiment, QualityOptions options, List<ModelResult> measurements) {
    this.experiment = experiment;
    this.options = options;
    this.measurements = measurements;
  }

  void print(PrintWriter out) {
    out.print(table());
    out.println();
    paired(out);
    for (ModelResult measurement : measurements) {
      if (!measurement.point().values().isEmpty()) {
        out.println(measurement.measured().model() + " tuned to " + measurement.point());
      }
    }
    experiment.notes().forEach(note -> out.println("note: " + note));
    out.println(
        "note: seed "
            + options.seed()
            + "; "
            + options.log().trials().size()
            + " tuning runs on the validation alone; 95 % intervals by bootstrap over users");
    measurements.forEach(measurement -> out.println(measurement.line()));
    out.flush();
  }

  private TextTable table() {
    List<String> head = new ArrayList<>(List.of("model"));
    for (RankingMetric metric : experiment.metrics()) {
      head.add(name(metric) + "@" + options.k());
    }
    head.addAll(List.of("coverage", "seconds", "peak MB"));
    TextTable table = TextTable.ofNumbers(head.toArray(String[]::new));
    for (ModelResult measurement : measurements) {
      Measured measured = measurement.measured();
      List<String> row = new ArrayList<>(List.of(measured.model()));
      for (Map.Entry<RankingMetric, Interval> figure : measured.figures().entrySet()) {
        row.add(row.size() <= 2 ? withInterval(figure.getValue()) : four(figure.getValue().mean()));
      }
      row.add(String.format(Locale.ROOT, "%.3f", measured.coverage()));
      row.add(measurement.line().figures().get("seconds"));
      row.add(measurement.line().figures().get("peak_mb"));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  private static String name(RankingMetric metric) {
    return switch (metric) {
      case HIT_RATE -> "HR";
      case NDCG, MAP, MRR -> metric.name();
      case RECALL -> "Recall";
      case PRECISION -> "Precision";
    };
  }

  private static String withInterval(Interval interval) {
    return four(interval.mean()) + " [" + four(interval.low()) + ", " + four(interval.high()) + "]";
  }

  private static String four(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** The fused lists, which the benchmark is about, or the last model, against the others. */
  private void paired(PrintWriter out) {
    if (measurements.size() < 2) {
      return;
    }
    ModelResult judged =
        measurements.stream()
            .filter(m -> m.measured().model().equals(QualityBenchmark.FUSED))
            .findFirst()
            .orElse(measurements.get(measurements.size() - 1));
    Measured last = judged.measured();
    for (ModelResult other : others(judged)) {
      PairedTest test =
          Bootstrap.paired(
              last.goal(), other.measured().goal(), LEVEL, Bootstrap.SAMPLES, options.seed());
      out.printf(
          Locale.ROOT,
          "%s - %s: %s %+.5f [%+.5f, %+.5f], p = %.3f%n",
          last.model(),
          other.measured().model(),
          experiment.goal().key(),
          test.difference().mean(),
          test.difference().low(),
          test.difference().high(),
          test.pValue());
    }
  }

  private List<ModelResult> others(ModelResult judged) {
    String name = judged.measured().model();
    return measurements.stream().filter(m -> !m.measured().model().equals(name)).toList();
  }
}
