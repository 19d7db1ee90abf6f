package dev.nightjar.pipelines.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every metric of every model over all users.
 *
 * @param metrics the columns, ranking metrics first
 * @param rows one a model, by name, the published one first
 */
public record MetricTable(List<String> metrics, List<Row> rows) {

  private static final List<String> FIRST = List.of("ndcg", "recall", "precision", "map", "hit");

  /** A model's cells, one a metric. */
  public record Row(String model, boolean published, List<Cell> cells) {}

  /** A measurement; {@code best} when no other model has a better value. */
  public record Cell(boolean measured, double value, double low, double high, boolean best) {

    public boolean hasInterval() {
      return low < high;
    }
  }

  public MetricTable {
    metrics = List.copyOf(metrics);
    rows = List.copyOf(rows);
  }

  static MetricTable of(List<Measurement> overall) {
    List<String> metrics =
        overall.stream()
            .map(Measurement::metric)
            .distinct()
            .sorted(
                Comparator.comparingInt(MetricTable::rank).thenComparing(Comparator.naturalOrder()))
            .toList();
    List<Row> rows =
        overall.stream()
            .map(Measurement::model)
            .distinct()
            .sorted(
                Comparator.comparing((String m) -> !m.equals(Quality.PUBLISHED))
                    .thenComparing(Comparator.naturalOrder()))
            .map(m -> row(m, metrics, overall))
            .toList();
    return new MetricTable(metrics, rows);
  }

  private static Row row(String model, List<String> metrics, List<Measurement> overall) {
    List<Cell> cells =
        metrics.stream().map(metric -> cell(model, metric, overall)).collect(Collectors.toList());
    return new Row(model, model.equals(Quality.PUBLISHED), cells);
  }

  private static Cell cell(String model, String metric, List<Measurement> overall) {
    List<Measurement> column = overall.stream().filter(m -> m.metric().equals(metric)).toList();
    int sign = metric.startsWith("gini") ? -1 : 1; // the lower, the evener
    double best = column.stream().mapToDouble(m -> sign * m.value()).max().orElse(Double.NaN);
    Optional<Measurement> own = column.stream().filter(m -> m.model().equals(model)).findFirst();
    return own.map(m -> new Cell(true, m.value(), m.low(), m.high(), sign * m.value() >= best))
        .orElse(new Cell(false, 0, 0, 0, false));
  }

  private static int rank(String metric) {
    for (int i = 0; i < FIRST.size(); i++) {
      if (metric.startsWith(FIRST.get(i))) {
        return i;
      }
    }
    return FIRST.size();
  }
}
