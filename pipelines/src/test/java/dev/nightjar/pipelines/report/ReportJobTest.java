package dev.nightjar.pipelines.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ReportJobTest {

  @TempDir static Path shared;

  @TempDir Path directory;

  @BeforeAll
  static void aLakeWithTwoNights(SparkSession spark) {
    new LiteralLake(spark, full()).full();
  }

  @Test
  void aFullNightShowsEverythingEscapedWithoutNetworkAndTheSameEachTime(SparkSession spark)
      throws IOException {
    String page = report(spark, full(), LiteralLake.NIGHT);
    assertTrue(page.contains("<h1>Night of 2026-03-14 <span class=\"badge done\">done</span>"));
    assertTrue(page.contains("Walnut &amp; Maple Ukulele"), "titles of listed items");
    assertTrue(page.contains("Because you bought Brass Capo"), "reasons");
    assertTrue(page.contains("0.1510"), "NDCG of the published model");
    assertTrue(page.contains("+28.0 %"), "uplift over ALS: 0.151 / 0.118 - 1");
    assertTrue(page.contains("rating is outside 1 to 5"), "quarantine by rule");
    assertTrue(page.contains("compute train"), "slowest steps");
    assertTrue(page.contains("minilm-6e2b1c0a"), "model");
    assertTrue(page.contains("1 earlier attempts"), "the failed attempt");
    assertTrue(page.contains("class=\"history\""), "plot against earlier nights");
    assertTrue(
        page.contains("Aurora &lt;script&gt;alert(1)&lt;/script&gt; Pedal"), "escaped title");
    assertFalse(page.contains("<script"), "no script of any kind");
    assertFalse(page.contains("<b>bold</b>"), "a quarantined row is text");
    assertFalse(page.contains("<memory>"), "a message is text");
    assertFalse(page.contains("http://") || page.contains("https://"), "no address");
    assertFalse(page.contains("src=") || page.contains("url(") || page.contains("@import"));
    assertTrue(page.contains("default-src 'none'"), "and the browser is told to refuse any");
    assertEquals(page, report(spark, full(), LiteralLake.NIGHT), "again, to the byte");
  }

  @Test
  void anEmptyLakeStillGivesAPageThatSaysWhatIsMissing(SparkSession spark) throws IOException {
    String page = report(spark, lakeRoot(), LiteralLake.NIGHT);
    assertTrue(page.contains("No other stage has run for this night."));
    assertTrue(page.contains("Nothing was judged for this night; run the stage evaluate."));
    assertTrue(page.contains("There are no lists for this night; run the stage rank."));
    assertTrue(page.contains("No row has broken a rule."));
  }

  @Test
  void aFirstNightHasNoPlotAgainstEarlierOnes(SparkSession spark) throws IOException {
    LiteralLake literal = new LiteralLake(spark, lakeRoot());
    literal.items();
    literal.metrics(LiteralLake.NIGHT, 0);
    literal.lists(LiteralLake.NIGHT, 0);
    String page = report(spark, lakeRoot(), LiteralLake.NIGHT);
    assertTrue(page.contains("This is the first night that was judged."));
    assertTrue(page.contains("no earlier lists"));
    assertFalse(page.contains("class=\"history\""));
  }

  @Test
  void theIndexListsEveryNightThatHasAPageNewestFirst(SparkSession spark) throws IOException {
    report(spark, full(), LiteralLake.NIGHT.minusDays(1));
    report(spark, full(), LiteralLake.NIGHT);
    String index = Files.readString(directory.resolve("reports/index.html"));
    int newer = index.indexOf("href=\"2026-03-14.html\"");
    int older = index.indexOf("href=\"2026-03-13.html\"");
    assertTrue(newer > 0 && older > newer);
    assertTrue(index.contains("0.1500"), "NDCG of the night before: 0.151 - 0.001");
    try (var files = Files.list(directory.resolve("reports"))) {
      assertEquals(3, files.count(), "two pages and the index, no checksum files");
    }
  }

  private String report(SparkSession spark, String lake, LocalDate night) throws IOException {
    Settings settings =
        Settings.of(
            ConfigFactory.parseMap(
                Map.of("lake.root", lake, "report.root", directory.resolve("reports").toString())));
    try (Console console = new Console(spark.sparkContext())) {
      ReportJob.execute(
          new StageRun(
              new Equipment(spark, settings, new Lake(spark, lake), console),
              new Night(night),
              "report"));
    }
    return Files.readString(directory.resolve("reports/" + night + ".html"));
  }

  private static String full() {
    return shared.resolve("lake").toString();
  }

  private String lakeRoot() {
    return directory.resolve("lake").toString();
  }
}
