package dev.nightjar.pipelines.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ChangedSinceTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 14);
  private static final LocalDate NEXT = NIGHT.plusDays(1);

  @TempDir Path directory;

  @Test
  void aNightlyTableChangesOnlyForTheNightThatWasWritten(SparkSession spark) {
    Lake lake = new Lake(spark, directory.toString());
    long first = lake.replaceNight(Table.METRICS, NIGHT, metrics(spark, NIGHT)).version();
    assertEquals(Optional.empty(), lake.changedSince(Table.METRICS, first, NIGHT));
    lake.replaceNight(Table.METRICS, NEXT, metrics(spark, NEXT));
    assertEquals(Optional.empty(), lake.changedSince(Table.METRICS, first, NIGHT), "next night");
    long again = lake.replaceNight(Table.METRICS, NIGHT, metrics(spark, NIGHT)).version();
    assertEquals(Optional.of(again), lake.changedSince(Table.METRICS, first, NIGHT), "same night");
  }

  @Test
  void aMergeThatChangedNoRowAndARewriteOfFilesAreNoChange(SparkSession spark) {
    Lake lake = new Lake(spark, directory.toString());
    lake.upsert(Table.USERS, users(spark, "ada", "one"));
    lake.upsert(Table.USERS, users(spark, "bob", "one"));
    long before = lake.version(Table.USERS);
    lake.upsert(Table.USERS, users(spark, "ada", "one"));
    DeltaTable.forPath(spark, lake.path(Table.USERS)).optimize().executeCompaction();
    assertEquals(Optional.empty(), lake.changedSince(Table.USERS, before, NIGHT), "same rows");
    lake.upsert(Table.USERS, users(spark, "ada", "two"));
    assertEquals(
        Optional.of(lake.version(Table.USERS)),
        lake.changedSince(Table.USERS, before, NIGHT),
        "a changed row");
  }

  @Test
  void commitsThatDeltaRemovedMayHaveChangedAnything(SparkSession spark) throws IOException {
    Lake lake = new Lake(spark, directory.toString());
    for (int write = 0; write < 12; write++) {
      lake.upsert(Table.USERS, users(spark, "ada", "hash " + write));
    }
    DeltaTable.forPath(spark, lake.path(Table.USERS)).optimize().executeCompaction();
    long now = lake.version(Table.USERS);
    lake.upsert(Table.USERS, users(spark, "ada", "hash 11"));
    for (int commit = 0; commit < 10; commit++) {
      Files.delete(directory.resolve("users/_delta_log/%020d.json".formatted(commit)));
    }
    assertEquals(Optional.empty(), lake.changedSince(Table.USERS, 11, NIGHT), "all are kept");
    assertTrue(lake.changedSince(Table.USERS, 5, NIGHT).orElseThrow() >= now, "some are gone");
  }

  private static Dataset<Row> metrics(SparkSession spark, LocalDate night) {
    return spark.createDataFrame(
        List.of(
            RowFactory.create(Date.valueOf(night), "als", "all", "ndcg@10", 0.1, 0.09, 0.11, 10L)),
        Table.METRICS.schema());
  }

  private static Dataset<Row> users(SparkSession spark, String id, String hash) {
    return spark.createDataFrame(List.of(RowFactory.create(id, null, hash)), Table.USERS.schema());
  }
}
