package dev.nightjar.pipelines.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.EvaluateSettings;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The night that the gate compares with: the live one, or where that is this one or none, the one
 * before.
 */
final class LiveNight {

  /** The name under which a night records what it counts as a hit. */
  static final String RELEVANT = "evaluate.relevant";

  private LiveNight() {}

  /** Asks the gate whether the fused lists may follow those of the live night. */
  static void compare(StageRun run) {
    EvaluateSettings settings = run.settings().evaluate();
    String metric = metric(settings);
    LocalDate tonights = run.night().date();
    Optional<LocalDate> earlier = earlier(run);
    if (earlier.isEmpty()) {
      run.say("no other night was published yet: nothing to compare with");
      return;
    }
    Date liveNight = Date.valueOf(earlier.get());
    String relevant = settings.relevant().sql();
    String relevantThen = relevant(run, earlier.get()).orElse(relevant);
    if (!relevantThen.equals(relevant)) {
      run.say(
          "night %s was judged by %s and not by %s: nothing to compare with"
              .formatted(liveNight, relevantThen, relevant));
      return;
    }
    Dataset<Row> fused = fused(run, metric);
    List<Double> live = values(fused, liveNight);
    List<Double> tonight = values(fused, Date.valueOf(tonights));
    if (live.isEmpty()) {
      run.say("night " + liveNight + " has no " + metric + ": nothing to compare with");
    } else {
      Gate.check(metric, liveNight.toString(), live.get(0), tonight.get(0), settings.margin());
    }
  }

  /** What the newest evaluation of a night counted as a hit; empty where none says. */
  private static Optional<String> relevant(StageRun run, LocalDate night) {
    List<ManifestRow> evaluations =
        ManifestRow.of(
            run.read(Table.RUNS)
                .where("stage = 'evaluate'")
                .where(col("night").equalTo(lit(Date.valueOf(night)))));
    return ManifestRow.newest(evaluations, "evaluate").map(row -> row.fingerprints().get(RELEVANT));
  }

  /** The night that readers see, or saw before, where it was judged. */
  static Optional<LocalDate> judgedBefore(StageRun run) {
    Dataset<Row> fused = fused(run, metric(run.settings().evaluate()));
    return earlier(run).filter(night -> !values(fused, Date.valueOf(night)).isEmpty());
  }

  private static Optional<LocalDate> earlier(StageRun run) {
    LocalDate tonights = run.night().date();
    return run.liveNight().filter(tonights::isAfter).or(() -> lastPublishedBefore(run, tonights));
  }

  private static String metric(EvaluateSettings settings) {
    return "ndcg@" + settings.k();
  }

  private static Dataset<Row> fused(StageRun run, String metric) {
    return run.lake()
        .read(Table.METRICS)
        .where(col("model").equalTo(TestFold.FUSED).and(col("segment").equalTo("all")))
        .where(col("metric").equalTo(metric));
  }

  /** What was live before, where tonight's lists or later ones are. */
  private static Optional<LocalDate> lastPublishedBefore(StageRun run, LocalDate night) {
    return run
        .read(Table.RUNS)
        .where("stage = 'publish' AND verdict = 'done'")
        .where(col("night").lt(lit(Date.valueOf(night))))
        .orderBy(col("finished_at").desc())
        .select("night")
        .limit(1)
        .collectAsList()
        .stream()
        .map(row -> row.getDate(0).toLocalDate())
        .findFirst();
  }

  private static List<Double> values(Dataset<Row> metric, Date night) {
    return metric.where(col("night").equalTo(lit(night))).select("value").collectAsList().stream()
        .map(row -> row.getDouble(0))
        .toList();
  }
}
