package dev.nightjar.pipelines.run;

import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class AttemptTest {

  private static final Night NIGHT = new Night(LocalDate.of(2025, 3, 1));
  private static final String FAILURE =
      "cannot open jdbc:postgresql://x:%s@h/db?password=%s, the driver was given %s";

  @TempDir private Path directory;

  @Test
  void neitherTheRunNorTheReportTellsTheSecretsOfAFailure(SparkSession spark) throws IOException {
    Settings settings =
        Settings.of(
            ConfigFactory.parseString(
                """
                lake.root = "DIR/lake", report.root = "DIR/reports"
                ingest.sources.log {
                  table = interactions, format = jdbc
                  options { dbtable = log, url = "jdbc:postgresql://h/db", password = hunter2 }
                  select { user_id = u, item_id = i, kind = "'view'", at = t }
                }
                """
                    .replace("DIR", directory.toString())));
    Lake lake = new Lake(spark, settings.lake().root());
    try (Console console = new Console(spark.sparkContext())) {
      RunId id = RunId.starting(NIGHT, Instant.now());
      Attempt attempt = new Attempt(new Equipment(spark, settings, lake, console), NIGHT, id);
      String message = FAILURE.formatted("S3cret", "S3cret", "hunter2");
      Throwable thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  attempt.execute(
                      "ingest",
                      run -> {
                        throw new IllegalStateException(message);
                      }));
      assertEquals(message, thrown.getMessage());
      attempt.execute("report", Stage.REPORT.job());
    }

    String hidden = "*********(redacted)";
    List<String> recorded =
        lake.read(Table.RUNS)
            .where("verdict = 'failed'")
            .select("message")
            .as(Encoders.STRING())
            .collectAsList();
    assertEquals(List.of(FAILURE.formatted(hidden, hidden, hidden)), recorded);
    var older = lake.read(Table.RUNS).withColumn("message", lit("see ://x:S3cret@h, token=S3cret"));
    assertEquals(
        "see ://x:" + hidden + "@h, token=" + hidden, ManifestRow.of(older).get(0).message());
    String page = Files.readString(directory.resolve("reports/2025-03-01.html"));
    assertTrue(page.contains("cannot open jdbc:postgresql://x:" + hidden), page);
    assertFalse(page.contains("S3cret") || page.contains("hunter2"), page);
  }
}
