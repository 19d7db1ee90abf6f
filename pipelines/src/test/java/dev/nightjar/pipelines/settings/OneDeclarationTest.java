package dev.nightjar.pipelines.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import dev.nightjar.pipelines.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A setting is declared once: default and comment in {@code reference.conf}, type and bounds where
 * its record is read, and no number anywhere else.
 */
final class OneDeclarationTest {

  private static final Path MAIN = Path.of("src/main/java/dev/nightjar/pipelines");
  private static final Path TEST = Path.of("src/test/java/dev/nightjar/pipelines");
  private static final Path SETTINGS = MAIN.resolve("settings");
  private static final Config REFERENCE =
      ConfigFactory.parseResources(Settings.class, "reference.conf").resolve();

  /** Reads of a key that is written out, such as {@code in.integer("rank.top-k", 1, 1000)}. */
  private static final Pattern READ = Pattern.compile("\\bin\\s*\\.\\w+\\(\\s*\"([a-z0-9.-]+)\"");

  private static final Pattern MADE = Pattern.compile("\\bnew ((?:\\w+)?Settings)\\(");
  private static final Pattern ANOTHER =
      Pattern.compile("\\brecord \\w*(?:Options|Settings|Parameters)\\b|\\bDEFAULT\\s*=");

  /** One of them is another value than the default where a key takes words. */
  private static final List<String> WORDS =
      List.of(
          "0.5",
          "cpu",
          "mean",
          "keep",
          "allow",
          "other",
          "false",
          "2000-01-01",
          "delta",
          "mllib",
          "never");

  @Test
  void everyKeyIsReadInOnePlace() throws IOException {
    List<String> read = new ArrayList<>();
    for (Path file : javaFiles(SETTINGS)) {
      READ.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(read::add);
    }
    assertEquals(
        List.of(), read.stream().filter(key -> !REFERENCE.hasPath(key)).toList(), "undocumented");
    for (Map.Entry<String, ConfigValue> entry : REFERENCE.entrySet()) {
      String key = entry.getKey();
      List<String> readers =
          read.stream().filter(r -> key.equals(r) || key.startsWith(r + ".")).toList();
      assertEquals(1, readers.size(), key + " is read as " + readers);
    }
  }

  @Test
  void everyKeyReachesARecord() {
    List<Object> defaults = components(ShippedSettings.with());
    for (Map.Entry<String, ConfigValue> entry : REFERENCE.entrySet()) {
      assertTrue(
          others(entry.getValue())
              .flatMap(value -> accepted(entry.getKey(), value).stream())
              .anyMatch(settings -> !components(settings).equals(defaults)),
          entry.getKey() + " takes no other value, or none that a record holds");
    }
  }

  @Test
  void recordsAreMadeOfWhatIsReadAlone() throws IOException {
    int made = 0;
    for (Path file : javaFiles(SETTINGS)) {
      String source = Files.readString(file);
      for (MatchResult call : MADE.matcher(source).results().toList()) {
        for (String argument : arguments(source, call.end())) {
          assertTrue(
              argument.matches("(?s)[a-zA-Z].*") && !argument.matches("true|false|null|[A-Z_]+"),
              () -> call.group(1) + " is made with " + argument + "; read it from reference.conf");
        }
        made++;
      }
    }
    assertTrue(made > 15, "only " + made + " calls were found; the scan misses what it is for");
  }

  @Test
  void nobodyElseMakesThem() throws IOException {
    List<String> records =
        javaFiles(SETTINGS).stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .toList();
    List<String> elsewhere = new ArrayList<>();
    for (Path root : List.of(MAIN, TEST)) {
      for (Path file : javaFiles(root)) {
        MADE.matcher(Files.readString(file))
            .results()
            .filter(call -> records.contains(call.group(1)) && !file.startsWith(SETTINGS))
            .forEach(call -> elsewhere.add(root.relativize(file) + " makes " + call.group(1)));
      }
    }
    assertEquals(List.of(), elsewhere, "Settings.of reads what differs over the defaults");
  }

  @Test
  void algorithmsAndStagesDeclareNoOthers() throws IOException {
    List<String> others = new ArrayList<>();
    Stream<String> rooms =
        Stream.concat(
            Stream.of("array", "candidate", "fusion", "fold", "metric", "text", "topk"),
            Arrays.stream(Stage.values()).map(Stage::word));
    for (String room : rooms.toList()) {
      for (Path file : javaFiles(MAIN.resolve(room))) {
        ANOTHER
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> others.add(MAIN.relativize(file) + ": " + found.group()));
      }
    }
    assertEquals(List.of(), others, "take a record of the room settings");
  }

  /** Other values of the same type, of which the key takes at least one. */
  private static Stream<String> others(ConfigValue value) {
    return switch (value.valueType()) {
      case NUMBER -> {
        double number = ((Number) value.unwrapped()).doubleValue();
        yield Stream.of(number + 1, number - 1, number / 2).map(OneDeclarationTest::plain);
      }
      case BOOLEAN -> Stream.of(value.unwrapped().equals(true) ? "false" : "true");
      case LIST -> {
        ConfigList list = (ConfigList) value;
        yield list.isEmpty()
            ? Stream.of("[price]")
            : Stream.of("[" + list.get(list.size() - 1).render() + "]");
      }
      default -> WORDS.stream();
    };
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static Optional<Settings> accepted(String key, String value) {
    try {
      return Optional.of(ShippedSettings.with(key + " = " + value));
    } catch (SettingsException e) {
      return Optional.empty();
    }
  }

  /** What the settings hold, without the hash of the text that they were read from. */
  private static List<Object> components(Settings s) {
    return List.of(
        s.seed(),
        s.spark(),
        s.lake(),
        s.ingest(),
        s.embed(),
        s.features(),
        s.train(),
        s.evaluate(),
        s.rank(),
        s.publish(),
        s.report());
  }

  /** The arguments of a call, from behind its opening bracket. */
  private static List<String> arguments(String source, int from) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = from;
    for (int at = from; depth >= 0; at++) {
      char c = source.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0 || (depth == 0 && c == ',')) {
        arguments.add(source.substring(start, at).strip());
        start = at + 1;
      }
    }
    return arguments;
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }
}
