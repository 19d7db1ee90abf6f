package dev.nightjar.pipelines.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.run.Together;
import dev.nightjar.pipelines.settings.ReportSettings;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The stage {@code report}: tables in, one page of the night and the index of all nights out. */
public final class ReportJob {

  private static final int QUARANTINE_EXAMPLES = 3;
  private static final int SIMILAR_EXAMPLES = 4;

  /** The name under which the directory of the reports is recorded. */
  public static final String ROOT = "report.root";

  private ReportJob() {}

  public static void execute(StageRun run) {
    ReportSettings settings = run.settings().report();
    run.fingerprint(ROOT, settings.root());
    LocalDate night = run.night().date();
    ReportFiles files =
        new ReportFiles(settings.root(), run.spark().sessionState().newHadoopConf());
    try (Together together = new Together()) {
      Supplier<List<ManifestRow>> runs =
          together.start(
              () -> run.step("read the manifests", () -> ManifestRow.of(run.read(Table.RUNS))));
      Supplier<List<Measurement>> measurements =
          together.start(
              () -> run.step("read the metrics", () -> Measurement.of(run.read(Table.METRICS))));
      NightPage page = page(run, together, runs, measurements);
      Path written =
          run.step(
              "write the page",
              () -> files.write(night + ".html", Templates.fill("night.ftlh", page.model())));
      run.step(
          "write the index",
          () -> {
            NightIndex index = NightIndex.of(files.nights(), runs.get(), measurements.get());
            files.write("index.html", Templates.fill("index.ftlh", index.model()));
          });
      run.say("page " + written);
    }
  }

  private static NightPage page(
      StageRun run,
      Together together,
      Supplier<List<ManifestRow>> runs,
      Supplier<List<Measurement>> measurements) {
    LocalDate night = run.night().date();
    ReportSettings settings = run.settings().report();
    Dataset<Row> items = run.read(Table.ITEMS);
    Dataset<Row> lists =
        run.read(Table.RECOMMENDATIONS).where(col("night").leq(lit(Date.valueOf(night))));
    Dataset<Row> tonight = run.readNight(Table.RECOMMENDATIONS).cache();
    Dataset<Row> similar = run.readNight(Table.SIMILAR_ITEMS);
    try {
      Supplier<List<QuarantinedRule>> quarantine =
          together.start(
              () ->
                  run.step(
                      "count the quarantine",
                      () ->
                          QuarantinedRule.of(
                              run.read(Table.QUARANTINE), night, QUARANTINE_EXAMPLES)));
      Supplier<Coverage> coverage =
          together.start(() -> run.step("measure the coverage", () -> Coverage.of(tonight, items)));
      Supplier<Optional<Overlap>> overlap =
          together.start(
              () -> run.step("compare with the night before", () -> Overlap.of(lists, night)));
      Supplier<List<ExampleList>> users =
          together.start(
              () ->
                  run.step(
                      "pick lists of users",
                      () -> ExampleList.ofUsers(tonight, items, settings.examples())));
      Supplier<List<ExampleList>> others =
          together.start(
              () ->
                  run.step(
                      "pick lists of items",
                      () -> ExampleList.ofItems(similar, tonight, items, SIMILAR_EXAMPLES)));
      Supplier<List<DislikedItem>> disliked =
          together.start(
              () ->
                  run.step(
                      "look for what is disliked",
                      () ->
                          DislikedItem.of(
                              run.readFold(Table.ITEM_PROFILES, Fold.LIVE), tonight, items)));
      Running running = Running.of(runs.get(), night);
      return new NightPage(
          night,
          running,
          Quality.of(measurements.get(), night, settings.nights()),
          quarantine.get(),
          coverage.get(),
          overlap.get(),
          users.get(),
          others.get(),
          disliked.get(),
          RuleFigures.of(running, measurements.get(), night));
    } finally {
      tonight.unpersist();
    }
  }
}
