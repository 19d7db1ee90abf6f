package dev.nightjar.pipelines.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.SettingsFile;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** On what rows and settings a tuning works. */
@ExtendWith(SparkExtension.class)
final class NightTuningTest {

  private static final SearchSpace ALPHA =
      new SearchSpace(List.of(Parameter.log("train.als.alpha", 1, 40)));

  @TempDir private Path directory;
  private SparkSession spark;
  private Lake lake;
  private Lake scratch;

  @BeforeEach
  void lake(SparkSession session) throws IOException {
    spark = session;
    lake = new Lake(session, directory.resolve("lake").toString());
    scratch = new Lake(session, directory.resolve("scratch").toString());
    settings("");
  }

  @Test
  void eventsThatCameSinceTheLastTuningCount() {
    lake.append(Table.INTERACTIONS, event("2025-02-27"));
    String before = tuning().prepare(ALPHA);
    assertEquals(before, tuning().prepare(ALPHA), "the same rows");

    lake.append(Table.INTERACTIONS, event("2025-02-28"));
    String after = tuning().prepare(ALPHA);

    assertEquals(2, scratch.read(Table.INTERACTIONS).count());
    assertNotEquals(before, after, "trials of fewer events would count");
  }

  @Test
  void trialsOfOtherSettingsDoNotCountWhateverTheValuesThatAreVaried() throws IOException {
    lake.append(Table.INTERACTIONS, event("2025-02-27"));
    String before = tuning().prepare(ALPHA);

    settings("train.als.alpha = 7");
    assertEquals(before, tuning().prepare(ALPHA));
    settings("train.candidates = 70");
    assertNotEquals(before, tuning().prepare(ALPHA));
  }

  @Test
  void aLakeWithoutEventsIsRefused() {
    var e = assertThrows(IllegalStateException.class, () -> tuning().prepare(ALPHA));
    assertTrue(e.getMessage().contains("holds no interactions"), e.getMessage());
  }

  private NightTuning tuning() {
    Night night = new Night(LocalDate.of(2025, 3, 1));
    SettingsFile conf = SettingsFile.local(directory.resolve("night.conf"));
    return new NightTuning(spark, conf, Map.of(), night, scratch.root());
  }

  private void settings(String more) throws IOException {
    Files.writeString(
        directory.resolve("night.conf"), "lake.root = \"" + lake.root() + "\"\n" + more);
  }

  private Dataset<Row> event(String day) {
    return spark.sql(
        "SELECT 'u' user_id, 'i' item_id, 'view' kind, TIMESTAMP'%s 10:00:00' at, 1d weight,"
                .formatted(day)
            + " CAST(NULL AS DOUBLE) value, DATE'%s' day".formatted(day));
  }
}
