package dev.nightjar.pipelines.run;

import dev.nightjar.pipelines.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * Takes passwords and keys out of messages before anybody reads them: drivers quote addresses and
 * options in full. What is secret is told by its name, as {@code spark.redaction.regex} does for
 * Spark's own, by its place in an address, and by the values that the settings give to such names.
 */
public final class Secrets {

  /** What can be told without any settings. */
  public static final Secrets OF_NOBODY = new Secrets(new SparkConf(false), Map.of());

  /** Names beyond Spark's; not every key opens something. */
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i)passw|passphrase|pwd|credential|signature|^sig$"
              + "|(?:[._-]|api|access|account|private|shared|storage)key(?:$|[._-])");

  /** Counts of tokens of text. */
  private static final Pattern HARMLESS = Pattern.compile("(?i)tokens$");

  private static final Pattern ADDRESS = Pattern.compile("(://[^\\s/:@?#\"']*):[^\\s/\"']*@");
  private static final Pattern ORACLE = Pattern.compile("(:thin:[^\\s/@:\"']+)/[^\\s\"']*@");
  private static final Pattern NAME = Pattern.compile("([\\w.-]+)(?:\\s*=|\"\\s*[=:])\\s*");
  private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"|'[^']*'|[^\\s&;,)}\\]\"']+");

  /** Shorter values are no secrets, and would blot out half of a message. */
  private static final int SHORTEST = 3;

  private static final String HIDDEN = "*********(redacted)";

  private final Pattern sparksNames;
  private final List<Pattern> values = new ArrayList<>();

  private Secrets(SparkConf spark, Map<String, String> named) {
    this.sparksNames =
        spark
            .get(org.apache.spark.internal.config.package$.MODULE$.SECRET_REDACTION_PATTERN())
            .pattern();
    named.entrySet().stream()
        .filter(e -> isSecret(e.getKey()) && e.getValue().length() >= SHORTEST)
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .forEach(v -> values.add(Pattern.compile("(?<!\\w)" + Pattern.quote(v) + "(?!\\w)")));
  }

  /** The secrets among the options of sources, of stores and in the configuration of Spark. */
  public static Secrets of(Settings settings) {
    SparkConf spark = new SparkConf(false);
    settings.spark().forEach(spark::set);
    Map<String, String> named = new TreeMap<>(settings.spark());
    settings
        .ingest()
        .sources()
        .forEach(s -> s.options().forEach((key, value) -> named.put(s.name() + "." + key, value)));
    settings
        .publish()
        .stores()
        .forEach(s -> s.password().ifPresent(p -> named.put(s.name() + ".password", p.value())));
    return new Secrets(spark, named);
  }

  /** The message with every secret replaced as Spark does. */
  public String redacted(String message) {
    String shown = message;
    for (Pattern value : values) {
      shown = value.matcher(shown).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }
    String after = "$1%s" + Matcher.quoteReplacement(HIDDEN) + "@";
    shown = ADDRESS.matcher(shown).replaceAll(after.formatted(":"));
    shown = ORACLE.matcher(shown).replaceAll(after.formatted("/"));
    return assigned(shown);
  }

  /** Hides what stands behind the name of a secret and an equals sign, or a colon as in JSON. */
  private String assigned(String message) {
    StringBuilder shown = new StringBuilder();
    Matcher name = NAME.matcher(message);
    Matcher value = VALUE.matcher(message);
    int at = 0;
    while (name.find(at)) {
      shown.append(message, at, name.end());
      at = name.end();
      value.region(at, message.length());
      if (isSecret(name.group(1)) && value.lookingAt()) {
        shown.append(HIDDEN);
        at = value.end();
      }
    }
    return shown.append(message, at, message.length()).toString();
  }

  private boolean isSecret(String name) {
    return !HARMLESS.matcher(name).find()
        && (sparksNames.matcher(name).find() || NAMES.matcher(name).find());
  }
}
