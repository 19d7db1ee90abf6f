package dev.nightjar.pipelines.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.publish.MadeOnce;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Job;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** With which night the gate compares. */
@ExtendWith(SparkExtension.class)
final class LiveNightTest {

  private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final LocalDate TONIGHT = FIRST.plusDays(2);

  private static final MadeOnce MADE = new MadeOnce();

  @TempDir private Path directory;
  private SparkSession spark;
  private Lake lake;
  private Settings settings;

  /** On a copy of a lake where each night loses less than a tenth, the last two together more. */
  @BeforeEach
  void nights(SparkSession session) {
    spark = session;
    MADE.into(directory, this::make);
    work(directory);
  }

  private void make(Path root) {
    work(root);
    measured(FIRST, 0.050);
    run(FIRST, "publish", Optional.empty(), run -> {});
    measured(SECOND, 0.046);
    run(SECOND, "publish", Optional.of(FIRST), run -> {});
    measured(TONIGHT, 0.043);
  }

  private void work(Path root) {
    lake = new Lake(spark, root.toString());
    settings = Settings.of(ConfigFactory.parseMap(Map.of("lake.root", lake.root())));
  }

  @Test
  void theNightThatReadersSeeCounts() {
    assertEquals(Verdict.DONE, gate(TONIGHT, Optional.of(SECOND)));

    Refused refused = assertThrows(Refused.class, () -> gate(TONIGHT, Optional.of(FIRST)));

    assertTrue(
        refused.getMessage().contains("the live night 2025-03-01's 0.0500"), refused::getMessage);
  }

  @Test
  void aNightThatIsLiveItselfIsComparedWithTheOneBefore() {
    assertEquals(Verdict.DONE, gate(TONIGHT, Optional.of(TONIGHT)));
    measured(TONIGHT, 0.040);
    Refused refused = assertThrows(Refused.class, () -> gate(TONIGHT, Optional.of(TONIGHT)));
    assertTrue(refused.getMessage().contains("2025-03-02's 0.0460"), refused::getMessage);
  }

  @Test
  void aLiveNightThatThisLakeDoesNotKnowIsNoMeasure() {
    assertEquals(Verdict.DONE, gate(TONIGHT, Optional.of(FIRST.minusDays(9))));
  }

  @Test
  void aNightThatCountedOtherEventsAsHitsIsNoMeasure() {
    run(FIRST, "evaluate", Optional.empty(), run -> run.fingerprint(LiveNight.RELEVANT, "true"));
    assertEquals(Verdict.DONE, gate(TONIGHT, Optional.of(FIRST)));
    run(
        FIRST,
        "evaluate",
        Optional.empty(),
        run -> run.fingerprint(LiveNight.RELEVANT, settings.evaluate().relevant().sql()));
    assertThrows(Refused.class, () -> gate(TONIGHT, Optional.of(FIRST)));
  }

  private Verdict gate(LocalDate night, Optional<LocalDate> live) {
    return run(night, "evaluate", live, LiveNight::compare);
  }

  private Verdict run(LocalDate date, String stage, Optional<LocalDate> live, Job job) {
    Night night = new Night(date);
    RunId id = RunId.starting(night, Instant.now());
    try (Console console = new Console(spark.sparkContext())) {
      return new Attempt(new Equipment(spark, settings, lake, console), night, id, () -> live)
          .execute(stage, job)
          .verdict();
    }
  }

  private void measured(LocalDate night, double ndcg) {
    lake.replaceNight(
        Table.METRICS,
        night,
        spark.createDataFrame(
            List.of(
                RowFactory.create(
                    Date.valueOf(night), "fused", "all", "ndcg@10", ndcg, ndcg, ndcg, 100L)),
            Table.METRICS.schema()));
  }
}
