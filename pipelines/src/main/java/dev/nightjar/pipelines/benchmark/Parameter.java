package dev.nightjar.pipelines.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * One setting to search: its key and the values that a position between 0 and 1 stands for.
 *
 * @param key dotted settings key
 * @param choices the values themselves, ascending, where they are listed; empty for a range
 */
public record Parameter(String key, Scale scale, double low, double high, List<Double> choices) {
  /** How positions map to values. */
  public enum Scale {
    /** Evenly. */
    LINEAR,
    /** Evenly in the logarithm. */
    LOG,
    /** Whole numbers, evenly in the logarithm. */
    WHOLE,
    /** One of a list. */
    CHOICE
  }

  public Parameter {
    choices = List.copyOf(choices);
    boolean logarithmic = scale == Scale.LOG || scale == Scale.WHOLE;
    if (!(low < high) || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException(
          key
              + " from "
              + low
              + " to "
              + high
              + " on scale "
              + scale.name().toLowerCase(Locale.ROOT)
              + "; the low end must be below the high end, and above 0 unless the scale is linear");
    }
  }

  public static Parameter linear(String key, double low, double high) {
    return new Parameter(key, Scale.LINEAR, low, high, List.of());
  }

  public static Parameter log(String key, double low, double high) {
    return new Parameter(key, Scale.LOG, low, high, List.of());
  }

  public static Parameter whole(String key, int low, int high) {
    return new Parameter(key, Scale.WHOLE, low, high, List.of());
  }

  /** A list of at least two ascending values. */
  public static Parameter choice(String key, Double... values) {
    List<Double> choices = List.of(values);
    return new Parameter(
        key, Scale.CHOICE, choices.get(0), choices.get(choices.size() - 1), choices);
  }

  /**
   * Reads {@code key=low..high}, {@code key=low..high:log}, {@code key=low..high:whole} or {@code
   * key=a,b,c}.
   */
  public static Parameter parse(String text) {
    int equals = text.indexOf('=');
    try {
      String key = text.substring(0, equals).strip();
      String values = text.substring(equals + 1).strip();
      if (!values.contains("..")) {
        Double[] listed =
            List.of(values.split(",")).stream()
                .map(Double::valueOf)
                .sorted()
                .toArray(Double[]::new);
        return choice(key, listed);
      }
      String[] range = values.split("\\.\\.|:");
      Scale scale =
          range.length < 3
              ? Scale.LINEAR
              : Scale.valueOf(range[2].strip().toUpperCase(Locale.ROOT));
      return new Parameter(
          key, scale, Double.parseDouble(range[0]), Double.parseDouble(range[1]), List.of());
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no range; give key=low..high, key=low..high:log,"
              + " key=low..high:whole or key=a,b,c",
          e);
    }
  }

  /** The value at a position from 0 to 1. */
  double at(double position) {
    return switch (scale) {
      case LINEAR -> rounded(low + position * (high - low));
      case LOG -> rounded(low * Math.pow(high / low, position));
      case WHOLE -> Math.rint(low * Math.pow(high / low, position));
      case CHOICE -> choices.get((int) Math.min(choices.size() - 1, position * choices.size()));
    };
  }

  /** The position of a value; values outside the range count as its ends. */
  double position(double value) {
    double inside = Math.min(high, Math.max(low, value));
    return switch (scale) {
      case LINEAR -> (inside - low) / (high - low);
      case LOG, WHOLE -> Math.log(inside / low) / Math.log(high / low);
      case CHOICE -> {
        int nearest = 0;
        for (int c = 1; c < choices.size(); c++) {
          if (Math.abs(choices.get(c) - value) < Math.abs(choices.get(nearest) - value)) {
            nearest = c;
          }
        }
        yield (nearest + 0.5) / choices.size();
      }
    };
  }

  /** Three significant digits: a setting that a person can read and write. */
  private static double rounded(double value) {
    return value == 0
        ? 0
        : new java.math.BigDecimal(value).round(new java.math.MathContext(3)).doubleValue();
  }
}
