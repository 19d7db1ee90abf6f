package dev.nightjar.pipelines.benchmark;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values for some settings, by key; settings that are not named keep their defaults. */
public record Point(SortedMap<String, Double> values) {
  /** Every setting at its default. */
  public static final Point DEFAULTS = new Point(new TreeMap<>());

  public Point {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** The values as settings are written: whole numbers without a point. */
  public Map<String, String> settings() {
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> text(e.getValue()), (a, b) -> b, TreeMap::new));
  }

  /** Both points, {@code other} first. */
  public Point and(Point other) {
    TreeMap<String, Double> both = new TreeMap<>(values);
    both.putAll(other.values);
    return new Point(both);
  }

  @Override
  public String toString() {
    return settings().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
