package dev.nightjar.pipelines.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Reads typed values by key, collects every problem instead of stopping at the first, and remembers
 * which keys it was asked for so that the rest can be refused as unknown.
 */
final class SettingsReader {

  private final Config config;
  private final List<String> problems = new ArrayList<>();
  private final TreeSet<String> known = new TreeSet<>();

  SettingsReader(Config config) {
    this.config = config;
  }

  String text(String key) {
    return read(key, "", "text", () -> config.getString(key));
  }

  Optional<String> optionalText(String key) {
    known.add(key);
    return config.hasPath(key)
        ? Optional.of(text(key)).filter(t -> !t.isBlank())
        : Optional.empty();
  }

  boolean flag(String key) {
    return read(key, false, "true or false", () -> config.getBoolean(key));
  }

  int integer(String key, int low, int high) {
    String wanted = "a whole number from " + low + " to " + high;
    int value =
        read(key, low, wanted, () -> Math.toIntExact(exactLong(config.getDouble(key), key)));
    return inside(key, value, low, high, wanted) ? value : low;
  }

  long integer(String key) {
    return read(key, 0L, "a whole number", () -> config.getLong(key));
  }

  double decimal(String key, double low, double high) {
    String wanted = "a number from " + low + " to " + high;
    double value = read(key, low, wanted, () -> config.getDouble(key));
    return inside(key, value, low, high, wanted) ? value : low;
  }

  /** A number, or empty where the key has the word. */
  OptionalDouble decimalOr(String key, String word, double low, double high) {
    String value = read(key, word, "a number or " + word, () -> config.getString(key));
    return value.equals(word) ? OptionalDouble.empty() : OptionalDouble.of(decimal(key, low, high));
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(SettingsReader::word).toList();
    String wanted = "one of " + String.join(", ", names);
    String value = read(key, names.get(0), wanted, () -> config.getString(key));
    int index = names.indexOf(value);
    if (index < 0) {
      problem(key, "is '" + value + "'; set " + wanted);
    }
    return type.getEnumConstants()[Math.max(index, 0)];
  }

  List<String> texts(String key) {
    return read(key, List.of(), "a list of texts", () -> config.getStringList(key));
  }

  /** A list of at least one of the allowed words, without duplicates. */
  List<String> words(String key, List<String> allowed) {
    return words(key, allowed, 1);
  }

  /** A list of allowed words, without duplicates. */
  List<String> wordsIfAny(String key, List<String> allowed) {
    return words(key, allowed, 0);
  }

  private List<String> words(String key, List<String> allowed, int least) {
    List<String> words = texts(key);
    String wanted =
        "a list of " + (least > 0 ? "at least one of " : "any of ") + String.join(", ", allowed);
    if (words.size() < least
        || !allowed.containsAll(words)
        || words.stream().distinct().count() < words.size()) {
      problem(key, "is " + words + "; set " + wanted + ", each once");
    }
    return words;
  }

  /**
   * A block of free keys with text values. Keys with dots may be quoted or not: {@code "a.b" = 1}
   * and {@code a.b = 1} are the same.
   */
  Map<String, String> textByName(String key) {
    known.add(key);
    Map<String, String> values = new TreeMap<>();
    if (!config.hasPath(key)) {
      return values;
    }
    Config block = read(key, ConfigFactory.empty(), "a block", () -> config.getConfig(key));
    for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
      String path = key + "." + entry.getKey();
      values.put(
          String.join(".", ConfigUtil.splitPath(entry.getKey())),
          read(path, "", "text", () -> config.getString(path)));
    }
    return values;
  }

  /** A block of free keys with values of at least zero. */
  Map<String, Double> decimalByName(String key) {
    Map<String, Double> values = new TreeMap<>();
    for (String name : names(key)) {
      values.put(name, decimal(key + "." + ConfigUtil.joinPath(name), 0, 1e9));
    }
    return values;
  }

  /** The direct child names of a block, sorted; empty when the block is absent. */
  List<String> names(String key) {
    known.add(key);
    if (!config.hasPath(key)) {
      return List.of();
    }
    return read(key, List.of(), "a block", () -> sortedNames(config.getObject(key).keySet()));
  }

  void problem(String key, String what) {
    problems.add(where(key) + key + " " + what);
  }

  /** Refuses every key of {@code user} that nobody asked for, then throws if anything was wrong. */
  void finish(Config user) {
    for (Map.Entry<String, ConfigValue> entry : user.entrySet()) {
      String key = entry.getKey();
      if (!known.contains(key)) {
        String hint =
            NearestName.of(key, known).map(n -> "did you mean " + n + "?").orElse("remove it");
        problems.add(
            entry.getValue().origin().description() + ": " + key + " is not a setting; " + hint);
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private <T> T read(String key, T fallback, String wanted, Supplier<T> value) {
    known.add(key);
    try {
      return value.get();
    } catch (ConfigException.Missing e) {
      problem(key, "is not set; set " + wanted);
    } catch (ConfigException | ArithmeticException e) {
      problem(key, "is " + shown(key) + "; set " + wanted);
    }
    return fallback;
  }

  private boolean inside(String key, double value, double low, double high, String wanted) {
    boolean inside = value >= low && value <= high;
    if (!inside) {
      problem(key, "is " + shown(key) + "; set " + wanted);
    }
    return inside;
  }

  private String shown(String key) {
    try {
      return config.getValue(key).render();
    } catch (ConfigException e) {
      return "not readable";
    }
  }

  private String where(String key) {
    try {
      return config.getValue(key).origin().description() + ": ";
    } catch (ConfigException e) {
      return "";
    }
  }

  private static long exactLong(double value, String key) {
    if (value != Math.rint(value)) {
      throw new ArithmeticException(key);
    }
    return (long) value;
  }

  private static List<String> sortedNames(java.util.Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
