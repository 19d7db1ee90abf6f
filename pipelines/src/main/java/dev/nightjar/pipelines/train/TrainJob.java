package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.HistoryRows;
import dev.nightjar.pipelines.fold.RankerJson;
import dev.nightjar.pipelines.fold.RatedRows;
import dev.nightjar.pipelines.fold.WindowDays;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.ranker.NothingLearntException;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.ranker.TrainedRanker;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.table.Table;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** The stage {@code train}: models at every fold's cutoff, and the rankers on top of them. */
public final class TrainJob {

  private TrainJob() {}

  /**
   * Fits the models of each fold, oldest cutoff first, and on top of them the ranker of the next
   * one; the models of one fold at a time are in memory.
   */
  public static void execute(StageRun run) {
    Fusion fusion = Fusion.of(run.settings());
    Dataset<Row> users =
        run.readNight(Table.USER_PROFILES)
            .select(
                "user", "items", "ages", "weights", "relevant", "rated", "rated_ages", "ratings")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int window = WindowDays.of(run);
      WarmStart start = WarmStart.of(run);
      TrainedTables tables = new TrainedTables(run);
      Optional<TrainedFold> ranker = Optional.empty();
      for (Fold fold : Fold.values()) {
        FoldModels models =
            run.step(
                "fit sources, fold " + fold.word(),
                () -> fit(run, fusion, fold, histories(users, fold, window), start));
        tables.keep(fold, models);
        ranker.ifPresent(taught -> tables.keep(fold, taught));
        if (fold == Fold.LIVE && ranker.isEmpty()) {
          tables.keep(fold, untaught(run, fusion, models));
        } else if (fold != Fold.LIVE) {
          ranker = teach(run, fusion, fold, models, users, window);
        }
      }
      run.step("write models", tables::write);
    } finally {
      users.unpersist();
    }
  }

  private static FoldModels fit(
      StageRun run, Fusion fusion, Fold fold, Dataset<Row> histories, WarmStart start) {
    CatalogRows items = CatalogRows.read(run.readFold(Table.ITEM_PROFILES, fold));
    return new FoldModels(
        items,
        CandidateModels.fit(
            histories,
            items.catalog(),
            items.popularity(),
            fusion.candidates(),
            start.course(fold, items.catalog().items())));
  }

  /** What ranks the live models of a log that is too short, too small or too old to teach. */
  private static TrainedFold untaught(StageRun run, Fusion fusion, FoldModels live) {
    run.remark(
        "no window of the log teaches a ranker: every candidate source counts alike, and chances are"
            + " unknown");
    return TrainedFold.untaught(fusion.untaught(live.items().catalog(), live.models()));
  }

  /**
   * A ranker on models that end at {@code fold}, from what users took in the window after it, and
   * what its scores say of the ratings there; empty where that teaches nothing.
   */
  private static Optional<TrainedFold> teach(
      StageRun run, Fusion fusion, Fold fold, FoldModels models, Dataset<Row> users, int window) {
    int from = fold.daysBefore(window);
    boolean fresh = run.settings().rank().repeat() == Repeat.EXCLUDE;
    Dataset<Row> targets = HistoryRows.touched(users, from, from - window, fresh);
    if (targets.isEmpty() || histories(users, fold, window).isEmpty()) {
      return Optional.empty();
    }
    TrainedRanker trained;
    try {
      trained =
          run.step(
              "train ranker after fold " + fold.word(),
              () ->
                  fusion.train(
                      HistoryRows.before(users, from),
                      targets,
                      models.items().catalog(),
                      models.models()));
    } catch (NothingLearntException e) {
      run.say("fold " + fold.word() + ": " + e.getMessage());
      return Optional.empty();
    }
    run.count("ranker.users." + fold.word(), trained.examples());
    run.fingerprint(
        "ranker." + fold.word(), Integer.toString(RankerJson.write(trained.ranker()).hashCode()));
    Ranker ranker = trained.ranker();
    Optional<RatingModel> rating =
        run.step(
            "learn expected ratings after fold " + fold.word(),
            () ->
                fusion.rating(
                    RatedRows.of(users, from, from - window, fresh),
                    models.items().catalog(),
                    models.models(),
                    ranker));
    return Optional.of(TrainedFold.taught(trained, rating));
  }

  private static Dataset<Row> histories(Dataset<Row> users, Fold fold, int window) {
    return HistoryRows.nonEmpty(HistoryRows.before(users, fold.daysBefore(window)));
  }
}
