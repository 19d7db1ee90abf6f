package dev.nightjar.pipelines.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A metric night by night, one series a model, on a drawing of 100 by 100 with y downwards.
 *
 * @param nights the nights on the axis, oldest first
 * @param series best on its last night first
 */
public record HistoryPlot(List<Tick> nights, Scale axis, List<Series> series) {

  private static final int INTERVALS = 4;
  private static final int LABELLED_NIGHTS = 6;
  private static final double LABEL_HEIGHT = 8;

  /** A night on the axis; some have a label. */
  public record Tick(LocalDate night, double x, boolean labelled) {}

  /** A measured night; the interval reaches from {@code lowY} up to {@code highY}. */
  public record Point(Measurement measured, double x, double y, double lowY, double highY) {}

  /** A model's points; {@code labelY} keeps labels apart. */
  public record Series(String model, boolean published, List<Point> points, double labelY) {

    /** The line through the points. */
    public String line() {
      return points.stream().map(p -> at(p.x(), p.y())).collect(Collectors.joining(" "));
    }

    /** The outline of the intervals, there and back. */
    public String band() {
      List<String> outline = new ArrayList<>();
      points.forEach(p -> outline.add(at(p.x(), p.highY())));
      for (int i = points.size() - 1; i >= 0; i--) {
        outline.add(at(points.get(i).x(), points.get(i).lowY()));
      }
      return String.join(" ", outline);
    }

    private static String at(double x, double y) {
      return String.format(Locale.ROOT, "%.2f,%.2f", x, y);
    }
  }

  public HistoryPlot {
    nights = List.copyOf(nights);
    series = List.copyOf(series);
  }

  /** The last {@code nights} nights up to and with {@code last}. */
  static HistoryPlot of(List<Measurement> measurements, LocalDate last, int nights) {
    List<LocalDate> dates =
        measurements.stream()
            .map(Measurement::night)
            .filter(n -> !n.isAfter(last))
            .distinct()
            .sorted(Comparator.reverseOrder())
            .limit(nights)
            .sorted()
            .toList();
    List<Measurement> shown = measurements.stream().filter(m -> dates.contains(m.night())).toList();
    Scale axis =
        Scale.fromZero(
            shown.stream().flatMap(m -> Stream.of(m.low(), m.high())).mapToDouble(v -> v),
            INTERVALS);
    return new HistoryPlot(ticks(dates), axis, series(shown, dates, axis));
  }

  private static List<Tick> ticks(List<LocalDate> dates) {
    int every = Math.max(1, (dates.size() + LABELLED_NIGHTS - 1) / LABELLED_NIGHTS);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      boolean labelled = (dates.size() - 1 - i) % every == 0;
      ticks.add(new Tick(dates.get(i), x(i, dates.size()), labelled));
    }
    return ticks;
  }

  private static List<Series> series(List<Measurement> shown, List<LocalDate> dates, Scale axis) {
    Map<String, List<Point>> points = new TreeMap<>();
    shown.stream()
        .sorted(Comparator.comparing(Measurement::night))
        .forEach(
            m ->
                points
                    .computeIfAbsent(m.model(), k -> new ArrayList<>())
                    .add(point(m, x(dates.indexOf(m.night()), dates.size()), axis)));
    List<String> best =
        points.keySet().stream()
            .sorted(Comparator.comparingDouble((String m) -> lastOf(points.get(m)).y()))
            .toList();
    double[] labels = spread(best.stream().mapToDouble(m -> lastOf(points.get(m)).y()).toArray());
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      String model = best.get(i);
      series.add(new Series(model, model.equals(Quality.PUBLISHED), points.get(model), labels[i]));
    }
    return series;
  }

  /** Moves ascending places apart, and back up where they would leave the drawing. */
  static double[] spread(double[] ascending) {
    double[] places = ascending.clone();
    for (int i = 1; i < places.length; i++) {
      places[i] = Math.max(places[i], places[i - 1] + LABEL_HEIGHT);
    }
    double limit = 100;
    for (int i = places.length - 1; i >= 0; i--) {
      places[i] = Math.min(places[i], limit);
      limit = places[i] - LABEL_HEIGHT;
    }
    return places;
  }

  private static Point point(Measurement m, double x, Scale axis) {
    return new Point(
        m,
        x,
        100 - axis.percent(m.value()),
        100 - axis.percent(m.low()),
        100 - axis.percent(m.high()));
  }

  private static double x(int index, int count) {
    return count == 1 ? 50 : 2 + 96.0 * index / (count - 1);
  }

  private static Point lastOf(List<Point> points) {
    return points.get(points.size() - 1);
  }
}
