package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Runs stages of a night in one Spark application, as the lake's only writer. */
final class NightRun {

  private NightRun() {}

  /** Runs the stages in order and tells what each did. */
  static List<StageResult> execute(
      SparkSession spark, Settings settings, Night night, List<Stage> stages) {
    Lake lake = new Lake(spark, settings.lake().root());
    RunId runId = RunId.starting(night, Instant.now());
    Duration stale = Duration.ofMinutes(settings.lake().staleLockMinutes());
    List<StageResult> results = new ArrayList<>();
    try (LakeLock lock = LakeLock.take(lake, runId.value(), stale);
        Console console = new Console(spark.sparkContext())) {
      Attempt attempt = new Attempt(spark, settings, lake, night, runId, console);
      for (Stage stage : stages) {
        lock.ensureHeld();
        results.add(attempt.execute(stage.word(), stage.job()));
      }
    }
    return results;
  }
}
