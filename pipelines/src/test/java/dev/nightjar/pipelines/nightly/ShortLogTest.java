package dev.nightjar.pipelines.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights of logs that have no window to learn from or to judge by. */
@ExtendWith(SparkExtension.class)
final class ShortLogTest {

  private static final String UNTIMED = "TIMESTAMP '2025-03-01 00:00:00'";

  @TempDir private Path directory;

  @Test
  void aLogWithoutTimesIsPublishedUnjudged(SparkSession spark) throws IOException {
    log(
        IntStream.range(0, 6)
            .boxed()
            .flatMap(u -> IntStream.range(u, u + 3).mapToObj(i -> "u" + u + "," + i))
            .toList());
    Settings settings = settings(UNTIMED);

    List<StageResult> first = night(spark, settings, "2025-03-01", Stage.values());

    assertDone(first);
    assertEquals(
        "not evaluated: the log before its last window teaches no ranker that could be judged by it",
        message(first, "evaluate"));
    assertTrue(message(first, "train").startsWith("no window of the log teaches a ranker"));
    Lake lake = new Lake(spark, settings.lake().root());
    var lists = lake.read(Table.RECOMMENDATIONS).where("night = DATE '2025-03-01'");
    assertEquals(6, lists.select("user_id").distinct().count());
    assertEquals(0, lists.where("chance IS NOT NULL").count());
    assertTrue(lists.where("source <> 'popularity'").count() > 0);
    String page = Files.readString(directory.resolve("reports/2025-03-01.html"));
    List<String> memory = NightMemory.of(spark, settings, lake).lines();
    assertEquals(
        "memory    for 6 users, 9 items, 18 events, text vectors of 384 numbers:", memory.get(0));
    assertTrue(memory.get(1).matches(" +driver 4\\d\\d MB to 4\\d\\d MB, has .*"), memory.get(1));
    assertTrue(page.contains("Nothing was judged for this night: not evaluated: the log"), page);

    List<StageResult> second =
        night(spark, settings, "2025-03-20", Stage.FEATURES, Stage.TRAIN, Stage.EVALUATE);

    assertDone(second);
    assertEquals(
        "not evaluated: nobody touched a new item in the last 7 days before the end of night"
            + " 2025-03-20 so that evaluate.relevant, strength > 0, counts it",
        message(second, "evaluate"));
    assertEquals("2025-03-01", live());
  }

  @Test
  void oneUserWithTwoEventsOfOneDayGetsAList(SparkSession spark) throws IOException {
    log(List.of("u1,0", "u1,1"));
    Settings settings = settings("TIMESTAMP '2025-03-01 10:00:00'");

    assertDone(night(spark, settings, "2025-03-01", Stage.values()));

    assertFalse(live().isEmpty());
  }

  private void log(List<String> events) throws IOException {
    String items =
        IntStream.range(0, 9).mapToObj(i -> i + ",Book " + i).collect(Collectors.joining("\n"));
    Files.writeString(directory.resolve("items.csv"), "id,name\n" + items + "\n");
    Files.writeString(
        directory.resolve("log.csv"), "customer,book\n" + String.join("\n", events) + "\n");
  }

  private Settings settings(String at) {
    return Settings.of(
        ConfigFactory.parseString(
            """
            lake.root = "DIR/lake", publish.root = "DIR/published", report.root = "DIR/reports"
            ingest.sources {
              catalog {
                table = items, format = csv, path = "DIR/items.csv"
                select { item_id = id, title = name }
              }
              log {
                table = interactions, format = csv, path = "DIR/log.csv"
                select { user_id = customer, item_id = book, kind = "'view'", at = "AT" }
              }
            }
            train.als { rank = 4, iterations = 2 }
            publish.shards = 1
            """
                .replace("DIR", directory.toString())
                .replace("AT", at)));
  }

  private static List<StageResult> night(
      SparkSession spark, Settings settings, String date, Stage... stages) {
    List<StageResult> results = new ArrayList<>();
    Night night = new Night(LocalDate.parse(date));
    NightRun.execute(spark, settings, night, List.of(stages), results::add);
    return results;
  }

  private static void assertDone(List<StageResult> results) {
    results.forEach(result -> assertEquals(Verdict.DONE, result.verdict(), result::message));
  }

  private static String message(List<StageResult> results, String stage) {
    return results.stream()
        .filter(r -> r.stage().equals(stage))
        .map(StageResult::message)
        .collect(Collectors.joining());
  }

  private String live() throws IOException {
    String version = Files.readString(directory.resolve("published/CURRENT")).strip();
    Path manifest = directory.resolve("published/versions/" + version + "/manifest.json");
    return Files.readString(manifest).replaceAll("(?s).*\"night\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }
}
