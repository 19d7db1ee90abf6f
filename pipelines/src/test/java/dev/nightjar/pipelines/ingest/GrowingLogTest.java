package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A log of which every night brings a part. */
@ExtendWith(SparkExtension.class)
final class GrowingLogTest {

  @TempDir private Path directory;
  private IngestFixture fixture;
  private Settings settings;

  @BeforeEach
  void theFirstNight(SparkSession spark) {
    fixture = new IngestFixture(spark, directory);
    fixture.file("items.csv", "id,name", "a,Anvil", "b,Ball");
    fixture.file(
        "log.csv", "u,i,k,t", "zoe,b,view,2025-02-27 10:00:00", "adam,a,view,2025-02-28 10:00:00");
    settings =
        fixture.settings(
            """
            ingest.sources {
              shop {
                table = items, format = csv, path = "DIR/items.csv"
                select { item_id = id, title = name }
              }
              log {
                table = interactions, format = csv, path = "DIR/log.csv"
                select { user_id = u, item_id = i, kind = k, at = t }
              }
            }
            """);
    fixture.ingest(settings, "2025-02-28");
  }

  @Test
  void aNightLooksAtTheDaysAndIdsOfItsOwnRowsAlone() {
    Path day = Path.of(fixture.lake().path(Table.INTERACTIONS), "day=2025-02-27");
    assertEquals(true, FileUtil.fullyDelete(day.toFile()), "whoever reads that day fails");
    fixture.file(
        "log.csv",
        "u,i,k,t",
        "adam,a,view,2025-02-28 10:00:00",
        "ben,b,view,2025-02-28 23:00:00",
        "zoe,a,view,2025-03-01 10:00:00");
    Map<String, Long> counts = fixture.ingest(settings, "2025-03-01").counts();
    assertEquals(2, counts.get("interactions.changed"));
    assertEquals(
        List.of("[adam,0]", "[ben,2]", "[zoe,1]"),
        fixture.rows(Table.USER_INDEX, "user_id", "user"));
  }

  @Test
  void whatAnIngestThatWasKilledLeftWithoutNumbersGetsThemTheNextNight(SparkSession spark) {
    Row merged =
        RowFactory.create(
            "kim",
            "a",
            "view",
            Timestamp.valueOf("2025-03-01 11:00:00"),
            1.0,
            null,
            Date.valueOf("2025-03-01"));
    fixture
        .lake()
        .append(
            Table.INTERACTIONS,
            spark.createDataFrame(List.of(merged), Table.INTERACTIONS.schema()));
    fixture.file("log.csv", "u,i,k,t", "lou,b,view,2025-03-02 10:00:00");
    fixture.ingest(settings, "2025-03-02");
    assertEquals(
        List.of("[adam,0]", "[kim,2]", "[lou,3]", "[zoe,1]"),
        fixture.rows(Table.USER_INDEX, "user_id", "user"));
  }
}
