package dev.nightjar.pipelines.command;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Runs stages of a night in one Spark application, as the lake's only writer. */
final class NightRun {

  private NightRun() {}

  /** Which of the stages are done already, and why the others are not. */
  static List<StageDecision> decide(
      SparkSession spark, Settings settings, Night night, List<Stage> stages) {
    Lake lake = new Lake(spark, settings.lake().root());
    List<ManifestRow> runs =
        ManifestRow.of(lake.read(Table.RUNS).where("night = DATE '" + night + "'"));
    return UpToDate.decide(stages, night.date(), settings.hash(), runs, lake::changedSince);
  }

  /** Runs the stages in order and tells what each did, a failed one before its failure. */
  static void execute(
      SparkSession spark,
      Settings settings,
      Night night,
      List<Stage> stages,
      Consumer<StageResult> each) {
    Lake lake = new Lake(spark, settings.lake().root());
    RunId runId = RunId.starting(night, Instant.now());
    Duration stale = Duration.ofMinutes(settings.lake().staleLockMinutes());
    try (LakeLock lock = LakeLock.take(lake, runId.value(), stale);
        Console console = new Console(spark.sparkContext())) {
      Attempt attempt = new Attempt(spark, settings, lake, night, runId, console);
      for (Stage stage : stages) {
        lock.ensureHeld();
        each.accept(execute(attempt, stage, each));
      }
    }
  }

  private static StageResult execute(Attempt attempt, Stage stage, Consumer<StageResult> each) {
    Instant started = Instant.now();
    try {
      return attempt.execute(stage.word(), stage.job());
    } catch (RuntimeException | Error e) {
      Verdict verdict = e instanceof Refused ? Verdict.REFUSED : Verdict.FAILED;
      Duration took = Duration.between(started, Instant.now());
      each.accept(new StageResult(stage.word(), verdict, took, Map.of(), Failures.oneLine(e)));
      throw e;
    }
  }
}
