package dev.nightjar.pipelines.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.nightjar.pipelines.settings.sql.EventExpression;
import dev.nightjar.pipelines.settings.sql.EventExpression.Meaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads typed values by key, collects every problem instead of stopping at the first, and remembers
 * which keys it was asked for so that the rest can be refused as unknown.
 */
final class SettingsReader {

  /** Where HOCON says that a value of {@code ${NAME}} comes from. */
  private static final String ENVIRONMENT = "env variables";

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

  /**
   * A text that stands in no settings: it comes from the environment, or from the file that {@code
   * KEY-file} names.
   */
  Optional<String> secret(String key) {
    known.add(key);
    Optional<String> file = optionalText(key + "-file");
    if (!config.hasPath(key)) {
      return file.flatMap(path -> content(key + "-file", path));
    }
    if (!config.getValue(key).origin().description().equals(ENVIRONMENT)) {
      problem(
          key,
          "stands in the settings; take it from the environment, "
              + key.substring(key.lastIndexOf('.') + 1)
              + " = ${NAME}, or name the file that holds it in "
              + key
              + "-file");
      return Optional.empty();
    }
    return Optional.of(config.getString(key)).filter(secret -> !secret.isEmpty());
  }

  private Optional<String> content(String key, String path) {
    try {
      return Optional.of(Files.readString(Path.of(path)).strip());
    } catch (IOException | InvalidPathException e) {
      problem(key, "is " + path + ", which cannot be read; check the path and its rights");
      return Optional.empty();
    }
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

  /** A day from the year 1 on, which every format can hold. */
  LocalDate date(String key) {
    String wanted = "a date, yyyy-MM-dd";
    String value = read(key, "", wanted, () -> config.getString(key));
    try {
      LocalDate date = LocalDate.parse(value);
      if (date.getYear() >= 1 && date.getYear() <= 9999) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // Told as any other value that is none.
    }
    if (!value.isEmpty()) {
      problem(key, "is '" + value + "'; set " + wanted);
    }
    return LocalDate.EPOCH;
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

  /** A list of texts, which may be empty. */
  List<String> texts(String key) {
    return read(key, List.of(), "a list of texts", () -> List.copyOf(config.getStringList(key)));
  }

  /** One number, or a list of at least one. */
  List<Double> decimals(String key, double low, double high) {
    String wanted = "a number from " + low + " to " + high + " or a list of such numbers";
    List<Double> values =
        read(
            key,
            List.of(low),
            wanted,
            () ->
                config.getValue(key).valueType() == ConfigValueType.LIST
                    ? config.getDoubleList(key)
                    : List.of(config.getDouble(key)));
    if (values.isEmpty() || !values.stream().allMatch(v -> v >= low && v <= high)) {
      problem(key, "is " + shown(key) + "; set " + wanted);
    }
    return values;
  }

  /** A list of at least one of the choices, each once, in the order of the list. */
  <E> List<E> choices(String key, E[] all, Function<E, String> word) {
    return choices(key, all, word, 1);
  }

  /** A list of choices, each at most once, in the order of the list. */
  <E> List<E> choicesIfAny(String key, E[] all, Function<E, String> word) {
    return choices(key, all, word, 0);
  }

  private <E> List<E> choices(String key, E[] all, Function<E, String> word, int least) {
    Map<String, E> byWord = new LinkedHashMap<>();
    Arrays.stream(all).forEach(choice -> byWord.put(word.apply(choice), choice));
    String wanted =
        "a list of "
            + (least > 0 ? "at least one of " : "any of ")
            + String.join(", ", byWord.keySet());
    List<String> any = byWord.keySet().stream().limit(least).toList();
    List<String> words = read(key, any, wanted, () -> config.getStringList(key));
    if (words.size() < least
        || !byWord.keySet().containsAll(words)
        || words.stream().distinct().count() < words.size()) {
      problem(key, "is " + words + "; set " + wanted + ", each once");
    }
    return words.stream().map(byWord::get).filter(Objects::nonNull).toList();
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

  /** A block of free keys, each with a number between -most and most or an expression. */
  Map<String, EventExpression> strengths(String key, double most) {
    Map<String, EventExpression> values = new TreeMap<>();
    for (String name : names(key)) {
      values.put(name, strength(key + "." + ConfigUtil.joinPath(name), most));
    }
    return values;
  }

  private EventExpression strength(String key, double most) {
    String wanted = "a number from " + -most + " to " + most + " or an expression over value";
    String text = read(key, "0", wanted, () -> config.getString(key));
    OptionalDouble number = finite(text);
    if (number.isEmpty()) {
      return checked(key, Meaning.STRENGTH, text);
    }
    double value = number.getAsDouble();
    return EventExpression.constant(inside(key, value, -most, most, wanted) ? value : 0);
  }

  /** Whether an event has a property, as an expression over its columns. */
  EventExpression relevance(String key) {
    String text = read(key, "true", "an expression", () -> config.getString(key));
    return checked(key, Meaning.RELEVANCE, text);
  }

  private EventExpression checked(String key, Meaning meaning, String sql) {
    try {
      return new EventExpression(meaning, sql);
    } catch (IllegalArgumentException e) {
      problem(key, "is \"" + sql + "\", which " + e.getMessage());
      return new EventExpression(meaning, meaning == Meaning.STRENGTH ? "0" : "true");
    }
  }

  private static OptionalDouble finite(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
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
