package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.fold.rule.RuleTable;
import dev.nightjar.pipelines.ingest.source.SourceFiles;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.LakeLock;
import dev.nightjar.pipelines.publish.PublishJob;
import dev.nightjar.pipelines.publish.Stores;
import dev.nightjar.pipelines.report.ReportJob;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.Refused;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.run.Secrets;
import dev.nightjar.pipelines.run.SmallNight;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Runs stages of a night in one Spark application, as the lake's only writer. */
public final class NightRun {

  private NightRun() {}

  /** Which of the stages are done already, and why the others are not. */
  public static List<StageDecision> decide(
      SparkSession spark, Settings settings, Night night, List<Stage> stages) {
    Lake lake = new Lake(spark, settings.lake().root());
    List<ManifestRow> runs =
        ManifestRow.of(lake.read(Table.RUNS).where("night = DATE '" + night + "'"));
    Map<Stage, Map<String, String>> outside =
        Map.of(
            Stage.INGEST, SourceFiles.fingerprints(spark, settings.ingest(), night),
            Stage.EVALUATE, RuleTable.fingerprints(spark, settings.rank().rules()),
            Stage.RANK, RuleTable.fingerprints(spark, settings.rank().rules()),
            Stage.PUBLISH, PublishJob.outside(settings.publish()),
            Stage.REPORT, Map.of(ReportJob.ROOT, settings.report().root()));
    return UpToDate.decide(
        stages, night.date(), settings.hash(), runs, outside, lake::changedSince);
  }

  /**
   * Runs the stages in order and tells what each did, a failed one before its failure. A night that
   * is refused is still reported, since the report shows why.
   */
  public static void execute(
      SparkSession spark,
      Settings settings,
      Night night,
      List<Stage> stages,
      Consumer<StageResult> each) {
    if (stages.contains(Stage.EVALUATE) || stages.contains(Stage.RANK)) {
      RuleTable.check(spark, settings.rank().rules()); // not after hours of work
    }
    Lake lake = new Lake(spark, settings.lake().root());
    Secrets secrets = Secrets.of(settings);
    RunId runId = RunId.starting(night, Instant.now());
    Duration stale = Duration.ofMinutes(settings.lake().staleLockMinutes());
    try (Interruption interruption = Interruption.during(stages);
        LakeLock lock = LakeLock.take(lake, runId.value(), stale);
        Console console = new Console(spark.sparkContext())) {
      SmallNight.prepare(spark, settings, lake, night);
      Lake locked = lake.guardedBy(lock::ensureHeld);
      Attempt attempt =
          new Attempt(
              new Equipment(spark, settings, locked, console),
              night,
              runId,
              () -> liveNight(spark, settings));
      try {
        for (Stage stage : stages) {
          lock.ensureHeld();
          if (NightMemory.isAskedBefore(stage, stages)) {
            NightMemory.check(spark, settings, locked);
          }
          interruption.reached(stage);
          each.accept(execute(attempt, stage, secrets, each));
        }
      } catch (Refused e) {
        if (stages.contains(Stage.REPORT)) {
          report(attempt, secrets, each, e);
        }
        throw e;
      }
    }
  }

  private static void report(
      Attempt attempt, Secrets secrets, Consumer<StageResult> each, Refused refused) {
    try {
      each.accept(execute(attempt, Stage.REPORT, secrets, each));
    } catch (RuntimeException e) {
      refused.addSuppressed(e);
    }
  }

  private static Optional<LocalDate> liveNight(SparkSession spark, Settings settings) {
    Configuration conf = spark.sessionState().newHadoopConf();
    try (Stores stores = Stores.open(settings.publish(), conf)) {
      return stores.live().map(live -> LocalDate.parse(live.night()));
    }
  }

  private static StageResult execute(
      Attempt attempt, Stage stage, Secrets secrets, Consumer<StageResult> each) {
    Instant started = Instant.now();
    try {
      return attempt.execute(stage.word(), stage.job());
    } catch (RuntimeException | Error e) {
      Verdict verdict = e instanceof Refused ? Verdict.REFUSED : Verdict.FAILED;
      Duration took = Duration.between(started, Instant.now());
      String message = Failures.oneLine(e, secrets);
      each.accept(new StageResult(stage.word(), verdict, took, Map.of(), message));
      throw e;
    }
  }
}
