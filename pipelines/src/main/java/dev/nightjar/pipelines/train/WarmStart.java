package dev.nightjar.pipelines.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.als.AlsCourse;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.TrainSettings;
import dev.nightjar.pipelines.settings.choice.AlsBeginning;
import dev.nightjar.pipelines.settings.choice.AlsSolver;
import dev.nightjar.pipelines.table.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where the fits of ALS of a night start: at the factors that the newest earlier night found for
 * the same fold, whose cutoff is not later than tonight's, or at random ones. What it decides
 * follows from the tables alone and stands in the manifest, so a night that is run again starts
 * where it did.
 */
final class WarmStart {

  private final StageRun run;
  private final Optional<ManifestRow> from;

  private WarmStart(StageRun run, Optional<ManifestRow> from) {
    this.run = run;
    this.from = from;
  }

  /** Decides and says why. */
  static WarmStart of(StageRun run) {
    TrainSettings train = run.settings().train();
    int items = Math.toIntExact(run.read(Table.ITEM_INDEX).count());
    run.count(AlsNight.ITEMS, items);
    Optional<LocalDate> newest = isWanted(train) ? newestBefore(run) : Optional.empty();
    return newest.map(night -> after(night, run, items)).orElseGet(() -> cold(run));
  }

  /** At the factors of a night that was trained, unless something stands against it. */
  private static WarmStart after(LocalDate night, StageRun run, int items) {
    AlsNight tonight = new AlsNight(run.settings().hash(), rowsOf(run, run.night().date()), items);
    List<ManifestRow> earlier = rowsOf(run, night);
    ManifestRow trained = ManifestRow.newest(earlier, "train").orElseThrow();
    Optional<String> hindrance =
        tonight
            .hindrance(night, earlier, run.settings().train().warmStart().nights())
            .or(() -> overwritten(run, trained));
    if (hindrance.isPresent()) {
      run.say("ALS starts at random factors: " + hindrance.get());
      return cold(run);
    }
    run.say("ALS starts at the factors of night " + night);
    run.count(AlsNight.SINCE_FULL, trained.counts().getOrDefault(AlsNight.SINCE_FULL, 0L) + 1);
    run.fingerprint(
        "als.start",
        "night " + night + ", item_factors version " + trained.outputs().get(Table.ITEM_FACTORS));
    return new WarmStart(run, Optional.of(trained));
  }

  private static WarmStart cold(StageRun run) {
    run.count(AlsNight.SINCE_FULL, 0);
    run.fingerprint("als.start", "random");
    return new WarmStart(run, Optional.empty());
  }

  /** Whether the next night may start from this one, and needs the factors of every fold. */
  static boolean isWanted(TrainSettings train) {
    return train.warmStart().when() == AlsBeginning.AUTO
        && train.candidates().als().solver() == AlsSolver.NIGHTJAR;
  }

  /**
   * How the fit of a fold goes; counts its iterations.
   *
   * @param items of the fold's catalog
   */
  AlsCourse course(Fold fold, int items) {
    Optional<Double> least = from.map(night -> AlsProgress.change(night, fold));
    AlsProgress progress = new AlsProgress(run, fold, least);
    return from.map(
            night -> new AlsCourse(factors(night.night(), fold, items), least.orElse(0d), progress))
        .orElseGet(() -> AlsCourse.cold(progress));
  }

  private Vectors factors(LocalDate night, Fold fold, int items) {
    Dataset<Row> factors =
        run.lake()
            .read(Table.ITEM_FACTORS)
            .where(col("night").equalTo(lit(Date.valueOf(night))))
            .where(col("fold").equalTo(fold.word()))
            .where("NOT cold")
            .where(col("item").lt(items))
            .select("item", "factor");
    return VectorRows.read(factors, items);
  }

  private static Optional<LocalDate> newestBefore(StageRun run) {
    Row newest =
        run.lake()
            .read(Table.RUNS)
            .where("stage = 'train' AND verdict = 'done'")
            .where(col("night").lt(lit(Date.valueOf(run.night().date()))))
            .agg(max("night"))
            .first();
    return newest.isNullAt(0) ? Optional.empty() : Optional.of(newest.getDate(0).toLocalDate());
  }

  private static List<ManifestRow> rowsOf(StageRun run, LocalDate night) {
    return ManifestRow.of(
        run.lake()
            .read(Table.RUNS)
            .where("verdict = 'done'")
            .where(col("night").equalTo(lit(Date.valueOf(night)))));
  }

  /** Factors that were removed or written over since. */
  private static Optional<String> overwritten(StageRun run, ManifestRow trained) {
    LocalDate night = trained.night();
    return run.lake()
        .changedSince(Table.ITEM_FACTORS, trained.outputs().get(Table.ITEM_FACTORS), night)
        .map(version -> "item_factors of night " + night + " changed in version " + version);
  }
}
