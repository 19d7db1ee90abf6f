package dev.nightjar.pipelines.tune;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Values for some settings, by key; settings that are not named keep their defaults.
 *
 * @param values of settings that are numbers
 * @param words of all others, as they stand in a settings file
 */
public record Point(SortedMap<String, Double> values, SortedMap<String, String> words) {
  /** Every setting at its default. */
  public static final Point DEFAULTS = new Point(new TreeMap<>());

  public Point {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
  }

  /** Numbers alone. */
  public Point(SortedMap<String, Double> values) {
    this(values, new TreeMap<>());
  }

  /** Whether every setting is at its default. */
  public boolean isDefault() {
    return values.isEmpty() && words.isEmpty();
  }

  /** The values as settings are written: whole numbers without a point. */
  public Map<String, String> settings() {
    TreeMap<String, String> settings = new TreeMap<>(words);
    values.forEach((key, value) -> settings.put(key, text(value)));
    return settings;
  }

  /** Both points, {@code other} first. */
  public Point and(Point other) {
    TreeMap<String, Double> both = new TreeMap<>(values);
    both.putAll(other.values);
    TreeMap<String, String> bothWords = new TreeMap<>(words);
    bothWords.putAll(other.words);
    return new Point(both, bothWords);
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
