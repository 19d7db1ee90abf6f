package dev.nightjar.pipelines.tune;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One setting to search: its key and the values that a position between 0 and 1 stands for.
 *
 * @param key dotted settings key
 * @param choices the values themselves, ascending, where they are listed; empty for a range
 * @param words the values themselves where they are no numbers, as they stand in a settings file
 */
public record Parameter(
    String key, Scale scale, double low, double high, List<Double> choices, List<String> words) {
  /** Commas outside of brackets. */
  private static final Pattern LISTED = Pattern.compile(",(?![^\\[]*\\])");

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");

  /** How positions map to values. */
  public enum Scale {
    /** Evenly. */
    LINEAR,
    /** Evenly in the logarithm. */
    LOG,
    /** Whole numbers, evenly in the logarithm. */
    WHOLE,
    /** One of a list. */
    CHOICE,
    /** One of a list that has no order. */
    WORD
  }

  public Parameter {
    choices = List.copyOf(choices);
    words = List.copyOf(words);
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
    return new Parameter(key, Scale.LINEAR, low, high, List.of(), List.of());
  }

  public static Parameter log(String key, double low, double high) {
    return new Parameter(key, Scale.LOG, low, high, List.of(), List.of());
  }

  public static Parameter whole(String key, int low, int high) {
    return new Parameter(key, Scale.WHOLE, low, high, List.of(), List.of());
  }

  /** A list of at least two ascending values. */
  public static Parameter choice(String key, Double... values) {
    List<Double> choices = List.of(values);
    return new Parameter(
        key, Scale.CHOICE, choices.get(0), choices.get(choices.size() - 1), choices, List.of());
  }

  /** A list of at least two values that are no numbers. */
  public static Parameter words(String key, List<String> words) {
    return new Parameter(key, Scale.WORD, 0, words.size() - 1d, List.of(), words);
  }

  /**
   * Reads {@code key=low..high}, {@code key=low..high:log}, {@code key=low..high:whole} or {@code
   * key=a,b,c}, where a value may be a list in brackets.
   */
  public static Parameter parse(String text) {
    int equals = text.indexOf('=');
    try {
      String key = text.substring(0, equals).strip();
      String values = text.substring(equals + 1).strip();
      if (!values.contains("..")) {
        return listed(key, LISTED.splitAsStream(values).map(String::strip).toList());
      }
      String[] range = values.split("\\.\\.|:");
      Scale scale =
          range.length < 3
              ? Scale.LINEAR
              : Scale.valueOf(range[2].strip().toUpperCase(Locale.ROOT));
      return new Parameter(
          key,
          scale,
          Double.parseDouble(range[0]),
          Double.parseDouble(range[1]),
          List.of(),
          List.of());
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no range; give key=low..high, key=low..high:log,"
              + " key=low..high:whole or key=a,b,c",
          e);
    }
  }

  private static Parameter listed(String key, List<String> values) {
    if (values.size() < 2) {
      throw new IllegalArgumentException(
          key + " has one value, " + values.get(0) + "; give a range or at least two values");
    }
    if (!values.stream().allMatch(value -> NUMBER.matcher(value).matches())) {
      return words(key, values);
    }
    return choice(key, values.stream().map(Double::valueOf).sorted().toArray(Double[]::new));
  }

  /** The word at a position from 0 to 1, of a list that has no order. */
  String word(double position) {
    return words.get((int) Math.min(words.size() - 1d, position * words.size()));
  }

  /** The value at a position from 0 to 1, of numbers. */
  double at(double position) {
    return switch (scale) {
      case LINEAR -> rounded(low + position * (high - low));
      case LOG -> rounded(low * Math.pow(high / low, position));
      case WHOLE -> Math.rint(low * Math.pow(high / low, position));
      case CHOICE -> choices.get((int) Math.min(choices.size() - 1, position * choices.size()));
      case WORD -> throw new IllegalStateException(key + " has words, no numbers");
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
      case WORD -> throw new IllegalStateException(key + " has words, no numbers");
    };
  }

  /** Three significant digits: a setting that a person can read and write. */
  private static double rounded(double value) {
    return value == 0
        ? 0
        : new java.math.BigDecimal(value).round(new java.math.MathContext(3)).doubleValue();
  }
}
