package dev.nightjar.pipelines.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.settings.SourceSettings.Format;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, checking and hashing of settings. */
final class SettingsTest {

  private static final String LOG =
      """
      ingest.sources.log {
        table = interactions, format = csv, path = "log.csv"
        select { user_id = u, item_id = i, kind = "'view'", at = t }
      }
      """;

  @Test
  void theDefaultsAreValid() {
    Settings settings = settings("");

    assertEquals(42, settings.seed());
    assertEquals(0.2, settings.ingest().maxQuarantineShare());
    assertEquals(List.of(), settings.ingest().sources());
  }

  @Test
  void aSourceIsReadWhole() {
    SourceSettings source =
        settings(LOG + "ingest.sources.log.options.sep = \";\"").ingest().sources().get(0);

    assertEquals("log", source.name());
    assertEquals(Table.INTERACTIONS, source.table());
    assertEquals(Format.CSV, source.format());
    assertEquals("'view'", source.select().get("kind"));
    assertEquals(Map.of("sep", ";"), source.options());
  }

  @Test
  void everyMistakeIsReportedAtOnceWithFileAndLine(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("night.conf");
    Files.writeString(
        file,
        """
        rank.top-k = 0
        rank.tok-k = 5
        train.als.rank = many
        ingest.unknown-references = drop
        ingest.max-quarantine-share = 1.5
        """);

    var e = assertThrows(SettingsException.class, () -> Settings.load(file));

    String at = "night.conf: ";
    assertEquals(5, e.problems().size(), e.getMessage());
    assertProblem(e, at + "1: rank.top-k is 0; set a whole number from 1 to 1000");
    assertProblem(e, at + "2: rank.tok-k is not a setting; did you mean rank.top-k?");
    assertProblem(e, at + "3: train.als.rank is \"many\"; set a whole number from 1 to 1024");
    assertProblem(e, at + "4: ingest.unknown-references is 'drop'; set one of quarantine, keep");
    assertProblem(e, at + "5: ingest.max-quarantine-share is 1.5; set a number from 0.0 to 1.0");
  }

  @Test
  void aListOfWordsIsCheckedAgainstItsEnum() {
    var e =
        assertThrows(
            SettingsException.class,
            () ->
                settings(
                    """
                    train.sources = [als, word2vec]
                    train.ranker { leave-out = [price, price] }
                    """));

    assertEquals(2, e.problems().size(), e.getMessage());
    assertProblem(
        e,
        "train.sources is [als, word2vec]; set a list of at least one of popularity,"
            + " category-popularity, als, item-to-item, linear, text, cold, each once");
    assertProblem(e, "leave-out is [price, price]; set a list of any of activity, touched,");
  }

  @Test
  void aPenaltyIsOneNumberOrSeveral() {
    assertEquals(List.of(0.5), settings("train.ranker.ridge = 0.5").train().ranker().ridges());
    assertEquals(
        List.of(1d, 0d), settings("train.ranker.ridge = [1, 0]").train().ranker().ridges());
    for (String wrong : List.of("auto", "[]", "[1, -1]", "[1, much]")) {
      var e =
          assertThrows(SettingsException.class, () -> settings("train.ranker.ridge = " + wrong));
      assertEquals(1, e.problems().size(), e.getMessage());
      assertProblem(e, "; set a number from 0.0 to 1000000.0 or a list of such numbers");
    }
  }

  @Test
  void aMissingFileIsNamed() {
    var e =
        assertThrows(SettingsException.class, () -> Settings.load(Path.of("no-such-night.conf")));

    assertProblem(e, "settings file no-such-night.conf cannot be read; check --conf");
  }

  @Test
  void brokenHoconIsReportedWithItsLine(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("night.conf"), "rank {\n top-k = \n");

    var e = assertThrows(SettingsException.class, () -> Settings.load(file));

    assertProblem(e, "night.conf: ");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    var e = assertThrows(SettingsException.class, () -> settings("lake.root = ${NO_SUCH_THING}"));

    assertProblem(e, "NO_SUCH_THING");
    assertProblem(e, "set that variable in the environment");
  }

  @Test
  void overridesStandAboveTheFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("night.conf"), "rank.top-k = 7\nseed = 1");

    Settings settings = Settings.load(file, Map.of("rank.top-k", "9"));

    assertEquals(9, settings.rank().topK());
    assertEquals(1, settings.seed());
  }

  @Test
  void aSourceMustSelectWhatTheContractRequires() {
    var e =
        assertThrows(
            SettingsException.class,
            () ->
                settings(
                    """
                    ingest.sources.shop {
                      table = items, format = json, path = x
                      select { item_id = id, colour = c, row_hash = h }
                    }
                    """));

    assertEquals(3, e.problems().size(), e.getMessage());
    assertProblem(e, "shop.select.title is not set; items refuses rows without it");
    assertProblem(e, "shop.select.colour is not a column of items; its columns are [item_id,");
    assertProblem(e, "shop.select.row_hash is computed by ingest; remove it");
  }

  @Test
  void filesNeedAPathAndDatabasesAUrlAndATable() {
    var e =
        assertThrows(
            SettingsException.class,
            () ->
                settings(
                    """
                    ingest.sources.a { table = users, format = csv, select.user_id = u }
                    ingest.sources.b {
                      table = users, format = jdbc, path = "users.db", select.user_id = u
                    }
                    """));

    assertEquals(4, e.problems().size(), e.getMessage());
    assertProblem(e, "ingest.sources.a.path is not set; set a file, directory or glob");
    assertProblem(e, "ingest.sources.b.options.url is not set; set a JDBC URL");
    assertProblem(e, "ingest.sources.b.options needs either dbtable or query");
    assertProblem(e, "ingest.sources.b.path means nothing for jdbc; remove it");
  }

  @Test
  void keysWithDotsMayBeQuotedOrNot() {
    assertEquals(
        Map.of("spark.sql.shuffle.partitions", "7", "spark.ui.enabled", "true"),
        settings("spark { \"spark.sql.shuffle.partitions\" = 7, ui.enabled = true }").spark());
    assertEquals(
        "ingest.sources.my.log",
        settings(LOG.replace("sources.log", "sources.\"my.log\"")).ingest().sources().stream()
            .map(s -> "ingest.sources." + s.name())
            .findFirst()
            .orElseThrow());
  }

  @Test
  void theHashFollowsWhatCanChangeAListOnly() {
    String hash = settings(LOG).hash();

    assertEquals(hash, settings(LOG.replace("log.csv", "s3a://elsewhere/log.csv")).hash());
    assertEquals(hash, settings(LOG + "lake.root = elsewhere").hash());
    assertEquals(hash, settings(LOG + "ingest.sources.log.options.password = secret").hash());
    assertEquals(hash, settings(LOG + "embed.functions.threads = 4").hash());
    assertNotEquals(hash, settings(LOG + "embed.functions.dimension = 128").hash());
    assertNotEquals(hash, settings(LOG + "seed = 43").hash());
    assertNotEquals(hash, settings(LOG.replace("'view'", "'click'")).hash());
  }

  private static Settings settings(String hocon) {
    return Settings.of(ConfigFactory.parseString(hocon));
  }

  private static void assertProblem(SettingsException e, String part) {
    assertTrue(e.getMessage().contains(part), () -> part + " is not in " + e.getMessage());
  }
}
