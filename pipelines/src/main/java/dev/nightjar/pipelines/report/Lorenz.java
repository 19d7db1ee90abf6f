package dev.nightjar.pipelines.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/**
 * How evenly the positions of all lists fall on items: the Lorenz curve, and the Gini coefficient
 * as twice the area between it and the diagonal.
 *
 * @param items all items, listed or not
 * @param unlisted items on no list
 * @param gini 0: every item equally often; towards 1: one item everywhere
 * @param curve points from (0, 0) to (1, 1), the least listed items first
 */
public record Lorenz(long items, long unlisted, double gini, List<Point> curve) {

  /** Share of the items, share of the positions. */
  public record Point(double items, double positions) {}

  public Lorenz {
    curve = List.copyOf(curve);
  }

  /** From rows (times listed, how many items), ascending by times listed. */
  static Lorenz of(List<Row> histogram) {
    long items = histogram.stream().mapToLong(r -> r.getLong(1)).sum();
    long positions = histogram.stream().mapToLong(r -> r.getLong(0) * r.getLong(1)).sum();
    List<Point> curve = new ArrayList<>(List.of(new Point(0, 0)));
    long unlisted = 0;
    long itemsSoFar = 0;
    long positionsSoFar = 0;
    double area = 0;
    for (Row row : histogram) {
      unlisted += row.getLong(0) == 0 ? row.getLong(1) : 0;
      itemsSoFar += row.getLong(1);
      positionsSoFar += row.getLong(0) * row.getLong(1);
      Point last = curve.get(curve.size() - 1);
      Point next =
          new Point(
              (double) itemsSoFar / items,
              positions == 0 ? 0 : (double) positionsSoFar / positions);
      area += (next.items() - last.items()) * (next.positions() + last.positions()) / 2;
      curve.add(next);
    }
    return new Lorenz(items, unlisted, positions == 0 ? 0 : 1 - 2 * area, curve);
  }

  /** The curve as points of a 100 by 100 drawing, y downwards. */
  public String drawn() {
    StringBuilder points = new StringBuilder();
    for (Point point : curve) {
      points.append(
          String.format(
              Locale.ROOT, "%.2f,%.2f ", 100 * point.items(), 100 - 100 * point.positions()));
    }
    return points.toString().strip();
  }

  /** Share of all positions that the most listed tenth of the items takes. */
  public double topTenth() {
    for (int i = 1; i < curve.size(); i++) {
      Point right = curve.get(i);
      if (right.items() >= 0.9) {
        Point left = curve.get(i - 1);
        double within = (0.9 - left.items()) / (right.items() - left.items());
        return 1 - (left.positions() + within * (right.positions() - left.positions()));
      }
    }
    return 0;
  }
}
