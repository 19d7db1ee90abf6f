package dev.nightjar.pipelines.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.nightjar.udfs.sql.function.EmbedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys that messages and comments of the sources name are keys that settings take. */
final class SettingKeysTest {

  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("../udfs/src/main/java"));

  /** A text in quotes, or what a comment says. */
  private static final Pattern SAID =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(?:^\\s*/?\\*\\*?|//)(.*)");

  private static final Pattern KEY =
      Pattern.compile(
          "(?<![\\w.$/#-])(?:spark\\.nightjar|lake|ingest|embed|features|train|evaluate|rank|publish"
              + "|report)(?:\\.[a-z][a-z0-9-]*)+(?![\\w(])");

  /** Blocks whose keys are free, and files that are called like a stage. */
  private static final Pattern FREE =
      Pattern.compile(
          "ingest\\.sources\\..*|publish\\.stores(?:\\..*)?|features\\.kinds\\..*"
              + "|rank\\.(?:rules|caps)\\..*|.*\\.(?:gz|txt|html|csv|conf)");

  private static final String FUNCTIONS = "embed.functions.";
  private static final String PREFIX = "spark.nightjar.embed.";

  private final Config reference =
      ConfigFactory.parseResources(Settings.class, "reference.conf").resolve();

  @Test
  void everyKeyThatTheSourcesNameIsASetting() throws IOException {
    List<String> unknown = new ArrayList<>();
    int seen = 0;
    for (Path root : SOURCES) {
      for (Path file : files(root)) {
        List<String> lines = Files.readAllLines(file);
        for (int line = 0; line < lines.size(); line++) {
          for (String key : keys(lines.get(line))) {
            seen++;
            if (!isSetting(key)) {
              unknown.add(file.getFileName() + ":" + (line + 1) + " names " + key);
            }
          }
        }
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(seen > 100, "only " + seen + " keys were found; the scan misses what it is for");
  }

  @Test
  void theScanTellsKeysFromWhatLooksLikeThem() {
    assertEquals(
        List.of("rank.top-k", "features.fusion.method"),
        keys("  \"rank.top-k is 0; set features.fusion.method = concat\" + train.window();"));
    assertEquals(List.of("embed.model"), keys("   * as {@code embed.model} says"));
    assertEquals(List.of(), keys("import dev.nightjar.pipelines.rank.Reasons; // rank.of(x)"));
    assertTrue(isSetting("features.fusion") && isSetting("spark.nightjar.embed.batch-tokens"));
    assertTrue(!isSetting("features.fusion.method") && !isSetting("embed.functions.batch"));
  }

  private static List<String> keys(String line) {
    List<String> keys = new ArrayList<>();
    Matcher said = SAID.matcher(line);
    while (said.find()) {
      Matcher key = KEY.matcher(said.group(1) == null ? said.group(2) : said.group(1));
      while (key.find()) {
        keys.add(key.group());
      }
    }
    return keys;
  }

  private boolean isSetting(String key) {
    if (key.startsWith(FUNCTIONS) || key.startsWith(PREFIX)) {
      String full = key.replace(FUNCTIONS, PREFIX);
      return Arrays.stream(EmbedSetting.values()).anyMatch(s -> s.key().equals(full));
    }
    return List.of("spark.nightjar.embed", "spark.nightjar.small-night").contains(key)
        || FREE.matcher(key).matches()
        || reference.hasPath(key);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }
}
