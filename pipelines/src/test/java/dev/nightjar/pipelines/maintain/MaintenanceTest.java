package dev.nightjar.pipelines.maintain;

import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.lake.LakeLockedException;
import dev.nightjar.pipelines.publish.Nights;
import dev.nightjar.pipelines.publish.Rollback;
import dev.nightjar.pipelines.publish.list.Publication;
import dev.nightjar.pipelines.publish.list.ServingStore;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Five nights, of which the oldest is live and two are to be kept. */
@ExtendWith(SparkExtension.class)
final class MaintenanceTest {

  private static final String LIVE = "2025-03-01";
  private static final List<String> GOING = List.of("2025-03-02", "2025-03-03");
  private static final List<String> NEWEST = List.of("2025-03-04", "2025-03-05");

  @TempDir private static Path made;
  @TempDir private Path directory;
  private Lake lake;

  @BeforeAll
  static void fiveNights(SparkSession spark) {
    Nights nights = new Nights(spark, made.resolve("lake"), made.resolve("published"));
    nights.ranked(LIVE, 0).publish(LIVE);
    GOING.forEach(night -> nights.ranked(night, 1));
    NEWEST.forEach(night -> nights.ranked(night, 2));
  }

  @BeforeEach
  void aCopy(SparkSession spark) throws IOException {
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", 2);
    Nights.copy(made.resolve("lake"), directory.resolve("lake"));
    Nights.copy(made.resolve("published"), directory.resolve("published"));
    lake = new Lake(spark, directory.resolve("lake").toString());
  }

  private Nights nights(SparkSession spark) {
    return new Nights(spark, directory.resolve("lake"), directory.resolve("published"));
  }

  @Test
  void whatNobodyNeedsGoesAndTheLiveNightStaysThoughItIsTheOldest(SparkSession spark)
      throws IOException {
    Path model = Files.createDirectories(directory.resolve("lake/models")).resolve("model.onnx");
    Files.writeString(model, "weights");
    List<String> before = lists(LIVE, NEWEST.get(0), NEWEST.get(1));
    long written = lake.version(Table.RECOMMENDATIONS);
    long onDisk = lake.bytes(Table.RECOMMENDATIONS);
    String planned = Maintenance.dryRun(spark, settings(0), Instant.now());
    assertTrue(planned.contains("nights that would go: 2025-03-02, 2025-03-03"), planned);
    assertEquals(written, lake.version(Table.RECOMMENDATIONS), "a dry run touches nothing");

    String done = Maintenance.execute(spark, settings(0), Instant.now());
    assertTrue(done.contains("2025-03-01 (live), 2025-03-04 (among the newest)"), done);
    assertTrue(done.contains("nights that went: 2025-03-02, 2025-03-03"), done);
    assertEquals(Set.of(LIVE, NEWEST.get(0), NEWEST.get(1)), nightsOf(Table.RECOMMENDATIONS), done);
    assertEquals(before, lists(LIVE, NEWEST.get(0), NEWEST.get(1)));
    assertTrue(lake.bytes(Table.RECOMMENDATIONS) < onDisk, done);
    // What --resume, plan and publish ask: nothing happened to the nights that stay.
    for (String night : NEWEST) {
      assertEquals(
          Optional.empty(),
          lake.changedSince(Table.RECOMMENDATIONS, written, LocalDate.parse(night)));
    }
    assertTrue(
        lake.changedSince(Table.RECOMMENDATIONS, written, LocalDate.parse(GOING.get(0)))
            .isPresent());
    assertEquals("weights", Files.readString(model), "what is beside the tables stays");
    try (var below = Files.list(directory.resolve("lake/_nightjar"))) {
      assertEquals(List.of(), below.toList(), "no lock is left");
    }
  }

  @Test
  void aKeptNightIsPublishedAfterwardsAndTheRollbackBehindTheKeptNightsWorks(SparkSession spark) {
    Nights nights = nights(spark);
    nights.publish(GOING.get(0)); // live now, and the oldest night is a kept publication
    Maintenance.execute(spark, settings(0), Instant.now());
    assertEquals(
        Set.of(LIVE, GOING.get(0), NEWEST.get(0), NEWEST.get(1)), nightsOf(Table.SIMILAR_ITEMS));
    StageResult published = nights.publish(NEWEST.get(1));
    assertEquals(Verdict.DONE, published.verdict(), published::message);
    ServingStore store = nights.store();
    for (String night : List.of(LIVE, GOING.get(0))) {
      Publication target = Rollback.target(List.of(store), night);
      store.flip(target, store.pointer());
      assertEquals(night, store.lookup(Surface.RECOMMENDATIONS, "u0").orElseThrow().night());
    }
  }

  @Test
  void smallFilesBecomeFewAndAReaderOfAnOlderVersionReadsOnUntilTheBound(SparkSession spark) {
    Row run = lake.read(Table.RUNS).head();
    for (int file = 0; file < 4; file++) {
      lake.append(
          Table.RUNS,
          spark
              .createDataFrame(List.of(run), Table.RUNS.schema())
              .withColumn("run_id", lit("run-" + file)));
    }
    Dataset<Row> older = lake.read(Table.RECOMMENDATIONS);
    long all = older.count();
    List<String> runs = rows(lake.read(Table.RUNS));
    String done = Maintenance.execute(spark, settings(168), Instant.now());
    assertTrue(done.matches("(?s).*\\nruns +5 +1 .*"), done);
    assertEquals(runs, rows(lake.read(Table.RUNS)));
    assertEquals(Set.of(LIVE, NEWEST.get(0), NEWEST.get(1)), nightsOf(Table.RECOMMENDATIONS));
    assertEquals(all, older.where("item_id IS NOT NULL AND score > 0").count());
  }

  @Test
  void aRunningNightKeepsItsLakeToItself(SparkSession spark) {
    long written = lake.version(Table.RECOMMENDATIONS);
    try (LakeLock running = LakeLock.take(lake, "2025-03-02-run", Duration.ofMinutes(10))) {
      LakeLockedException refused =
          assertThrows(
              LakeLockedException.class,
              () -> Maintenance.execute(spark, settings(0), Instant.now()));
      assertTrue(refused.getMessage().contains("2025-03-02-run"), refused::getMessage);
      running.ensureHeld();
    }
    assertEquals(written, lake.version(Table.RECOMMENDATIONS));
  }

  @Test
  void aNightBetweenTwoOfItsStagesStaysUntilItIsGivenUp(SparkSession spark) {
    Nights nights = nights(spark).ranked("2025-02-28", 1);
    assertThrows(RuntimeException.class, () -> nights.publish("2025-02-28"), "an older night");
    String soon = Maintenance.execute(spark, settings(1), Instant.now());
    assertTrue(soon.contains("2025-02-28 (not finished)"), soon);
    assertTrue(nightsOf(Table.RECOMMENDATIONS).contains("2025-02-28"), soon);
    Instant later = Instant.now().plus(Duration.ofHours(2));
    String planned = Maintenance.dryRun(spark, settings(1), later);
    assertTrue(planned.contains("nights that would go: 2025-02-28"), planned);
  }

  private Settings settings(int vacuumHours) {
    return Settings.of(
        ConfigFactory.parseString(
            """
            lake { root = "%1$s/lake", keep-nights = 2, vacuum-hours = %2$d, small-files = 4 }
            publish { root = "%1$s/published", shards = 3 }
            """
                .formatted(directory, vacuumHours)));
  }

  private Set<String> nightsOf(Table table) {
    Set<String> found = new TreeSet<>();
    lake.read(table)
        .select("night")
        .distinct()
        .collectAsList()
        .forEach(r -> found.add(r.get(0) + ""));
    return found;
  }

  private List<String> lists(String... kept) {
    String among = "night IN ('" + String.join("', '", kept) + "')";
    return rows(lake.read(Table.RECOMMENDATIONS).where(among));
  }

  private static List<String> rows(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
