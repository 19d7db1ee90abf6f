package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.settings.Settings;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Stages of a night in the process of a test, without sources and locks. */
final class OneAttempt {

  private OneAttempt() {}

  /** Runs them; what they counted and recorded stands in the table runs. */
  static List<StageResult> at(
      Night night, List<Stage> stages, SparkSession spark, Lake lake, Settings settings) {
    try (Console console = new Console(spark.sparkContext())) {
      Attempt attempt =
          new Attempt(
              new Equipment(spark, settings, lake, console),
              night,
              RunId.starting(night, Instant.now()));
      return stages.stream().map(stage -> attempt.execute(stage.word(), stage.job())).toList();
    }
  }
}
