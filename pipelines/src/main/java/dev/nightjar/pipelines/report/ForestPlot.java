package dev.nightjar.pipelines.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One line a model: the value as a dot, the 95 % interval as a bar, on one axis.
 *
 * @param title the segment that was judged
 * @param lines best first, ties by model
 * @param users how many users were judged, the most of any model
 */
public record ForestPlot(String title, Scale axis, List<Line> lines, long users) {

  /** A model's measurement; the places are percent of the axis. */
  public record Line(
      String model,
      boolean published,
      double value,
      double low,
      double high,
      boolean hasInterval,
      double valueAt,
      double lowAt,
      double highAt) {}

  public ForestPlot {
    lines = List.copyOf(lines);
  }

  static ForestPlot of(String title, List<Measurement> measurements, Scale axis) {
    List<Line> lines =
        measurements.stream()
            .sorted(
                Comparator.comparingDouble((Measurement m) -> -m.value())
                    .thenComparing(Measurement::model))
            .map(m -> line(m, axis))
            .toList();
    long users = measurements.stream().mapToLong(Measurement::users).max().orElse(0);
    return new ForestPlot(title, axis, lines, users);
  }

  /** The line of a model, or empty. */
  public Optional<Line> line(String model) {
    return lines.stream().filter(l -> l.model().equals(model)).findFirst();
  }

  private static Line line(Measurement m, Scale axis) {
    return new Line(
        m.model(),
        m.model().equals(Quality.PUBLISHED),
        m.value(),
        m.low(),
        m.high(),
        m.hasInterval(),
        axis.percent(m.value()),
        axis.percent(m.low()),
        axis.percent(m.high()));
  }
}
