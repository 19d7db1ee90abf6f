package dev.nightjar.pipelines.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.Written;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One stage of one run: everything a job may touch, and the record of what it touched. Parts of a
 * stage may use it at the same time.
 */
public final class StageRun {

  private final Equipment equipment;
  private final Night night;
  private final RunId runId;
  private final String stage;
  private final Supplier<Optional<LocalDate>> live;
  private final Map<Table, Long> inputs = Collections.synchronizedMap(new EnumMap<>(Table.class));
  private final Map<Table, Long> outputs = Collections.synchronizedMap(new EnumMap<>(Table.class));
  private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());
  private final Map<String, String> fingerprints = Collections.synchronizedMap(new TreeMap<>());
  private final List<String> remarks = Collections.synchronizedList(new ArrayList<>());
  private final List<Step> steps = Collections.synchronizedList(new ArrayList<>());

  /** A stage on its own, as the only one of a run that starts now. */
  public StageRun(Equipment equipment, Night night, String stage) {
    this(equipment, night, RunId.starting(night, Instant.now()), stage, Optional::empty);
  }

  /** A stage of a run. */
  StageRun(
      Equipment equipment,
      Night night,
      RunId runId,
      String stage,
      Supplier<Optional<LocalDate>> live) {
    this.equipment = equipment;
    this.night = night;
    this.runId = runId;
    this.stage = stage;
    this.live = live;
  }

  public SparkSession spark() {
    return equipment.spark();
  }

  public Settings settings() {
    return equipment.settings();
  }

  public Lake lake() {
    return equipment.lake();
  }

  public Night night() {
    return night;
  }

  public RunId runId() {
    return runId;
  }

  /** The night whose lists readers see now; empty when there are none. */
  public Optional<LocalDate> liveNight() {
    return live.get();
  }

  /** The version of a table that this stage reads: the newest when it first asked. */
  public long pin(Table table) {
    return inputs.computeIfAbsent(table, lake()::version);
  }

  /** A table at the version pinned for this stage. */
  public Dataset<Row> read(Table table) {
    return lake().read(table, pin(table));
  }

  /** This night's rows of a nightly table. */
  public Dataset<Row> readNight(Table table) {
    return read(table).where(col("night").equalTo(lit(Date.valueOf(night.date()))));
  }

  /** This night's rows of a table that is kept by fold. */
  public Dataset<Row> readFold(Table table, Fold fold) {
    return readNight(table).where(col("fold").equalTo(fold.word()));
  }

  /** Replaces this night's rows of a nightly table and counts them. */
  public void writeNight(Table table, Dataset<Row> rows) {
    Written written = lake().replaceNight(table, night.date(), rows);
    outputs.put(table, written.version());
    count(table.tableName(), written.rows());
  }

  /**
   * Takes this night's rows out of a nightly table, which may rightly have none or not be there.
   */
  public void clearNight(Table table) {
    if (lake().deleteNight(table, night.date())) {
      wrote(table);
      count(table.tableName(), 0);
    }
  }

  /** Notes that a table was written by other means, at its version now. */
  public void wrote(Table table) {
    outputs.put(table, lake().version(table));
  }

  /** Does a part of the stage under a Spark job description, logs and times it. */
  public <T> T step(String what, Supplier<T> work) {
    return step(what, equipment.console().tasks(), work);
  }

  /**
   * The same for a long part that knows how far it is.
   *
   * @param progress what the console says of it after so many seconds, empty for nothing
   */
  public void step(String what, DoubleFunction<String> progress, Runnable work) {
    step(
        what,
        progress,
        () -> {
          work.run();
          return null;
        });
  }

  private <T> T step(String what, DoubleFunction<String> progress, Supplier<T> work) {
    long start = System.nanoTime();
    spark().sparkContext().setJobDescription(stage + ": " + what);
    try (Console.Line line = equipment.console().start(stage, what, progress)) {
      T result = work.get();
      line.done();
      return result;
    } finally {
      steps.add(new Step(what, (System.nanoTime() - start) / 1e9));
      spark().sparkContext().setJobDescription(null);
    }
  }

  /** The same for a part without a result. */
  public void step(String what, Runnable work) {
    step(what, equipment.console().tasks(), work);
  }

  /** Records a number that the manifest, the console and the report show. */
  public void count(String name, long value) {
    counts.put(name, value);
  }

  /** Records what a model or a source file was, in a few characters. */
  public void fingerprint(String name, String value) {
    fingerprints.put(name, value);
  }

  /** Says what the stage left out, on the console, in its manifest and in the report. */
  public void remark(String what) {
    remarks.add(what);
    say(what);
  }

  /** Says something on the console. */
  public void say(String line) {
    equipment.console().say(stage, line);
  }

  String remarks() {
    return String.join("; ", remarks);
  }

  String stage() {
    return stage;
  }

  Map<Table, Long> inputs() {
    return inputs;
  }

  Map<Table, Long> outputs() {
    return outputs;
  }

  Map<String, Long> counts() {
    return counts;
  }

  Map<String, String> fingerprints() {
    return fingerprints;
  }

  List<Step> steps() {
    return steps;
  }
}
