package dev.nightjar.pipelines.benchmark;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was measured of one model, printed as {@code RESULT model=NAME name=value ...} for programs.
 *
 * @param figures by name, in the order to print
 */
public record ResultLine(String model, Map<String, String> figures) {
  public ResultLine {
    figures = new LinkedHashMap<>(figures);
  }

  /** A line that has only its model. */
  public static ResultLine of(String model) {
    return new ResultLine(model, Map.of());
  }

  /** The line with one more figure of four significant decimals. */
  public ResultLine with(String name, double value) {
    return with(name, String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.5f", value));
  }

  /** The line with one more whole figure. */
  public ResultLine with(String name, long value) {
    return with(name, Long.toString(value));
  }

  /** The line with one more word. */
  public ResultLine with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(figures);
    more.put(name, value);
    return new ResultLine(model, more);
  }

  @Override
  public String toString() {
    return figures.entrySet().stream()
        .map(figure -> figure.getKey() + "=" + figure.getValue())
        .collect(Collectors.joining(" ", "RESULT model=" + model + " ", ""))
        .strip();
  }
}
