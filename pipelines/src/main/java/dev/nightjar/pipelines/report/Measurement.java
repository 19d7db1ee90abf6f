package dev.nightjar.pipelines.report;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A figure of a model on a night, as evaluated.
 *
 * @param low lower bound of the 95 % interval, equal to the value where there is none
 * @param high upper bound, likewise
 */
public record Measurement(
    LocalDate night,
    String model,
    String segment,
    String metric,
    double value,
    double low,
    double high,
    long users) {

  /** True when the metric came with an interval of its own. */
  public boolean hasInterval() {
    return low < high;
  }

  /** The finite rows; a metric that no user could be judged on is left out. */
  static List<Measurement> of(Dataset<Row> metrics) {
    return metrics.where("value IS NOT NULL AND NOT isnan(value)").collectAsList().stream()
        .map(Measurement::of)
        .toList();
  }

  private static Measurement of(Row row) {
    double value = row.getAs("value");
    return new Measurement(
        row.<java.sql.Date>getAs("night").toLocalDate(),
        row.getAs("model"),
        row.getAs("segment"),
        row.getAs("metric"),
        value,
        bound(row.getAs("low"), value),
        bound(row.getAs("high"), value),
        row.getAs("users") == null ? 0 : row.<Long>getAs("users"));
  }

  private static double bound(Double bound, double value) {
    return bound == null || bound.isNaN() ? value : bound;
  }
}
