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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** The stage {@code train}: models at every fold's cutoff, and the rankers on top of them. */
public final class TrainJob {

  private TrainJob() {}

  /** Fits the models of each fold, then the two rankers, and writes all four tables. */
  public static void execute(StageRun run) {
    Fusion fusion = Fusion.of(run.settings());
    Dataset<Row> users =
        run.readNight(Table.USER_PROFILES)
            .select(
                "user", "items", "ages", "weights", "relevant", "rated", "rated_ages", "ratings")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int window = WindowDays.of(run);
      Map<Fold, FoldModels> folds = new EnumMap<>(Fold.class);
      for (Fold fold : Fold.values()) {
        folds.put(
            fold,
            run.step(
                "fit sources, fold " + fold.word(),
                () -> fit(run, fusion, fold, histories(users, fold, window))));
      }
      Map<Fold, TrainedFold> rankers = new EnumMap<>(Fold.class);
      teach(run, fusion, Fold.VALIDATION, folds, users, window)
          .ifPresent(taught -> rankers.put(Fold.TEST, taught));
      rankers.put(
          Fold.LIVE,
          teach(run, fusion, Fold.TEST, folds, users, window)
              .orElseGet(() -> untaught(run, fusion, folds.get(Fold.LIVE))));
      run.step("write models", () -> TrainedTables.write(run, folds, rankers));
    } finally {
      users.unpersist();
    }
  }

  private static FoldModels fit(StageRun run, Fusion fusion, Fold fold, Dataset<Row> histories) {
    CatalogRows items = CatalogRows.read(run.readFold(Table.ITEM_PROFILES, fold));
    return new FoldModels(
        items,
        CandidateModels.fit(histories, items.catalog(), items.popularity(), fusion.candidates()));
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
      StageRun run,
      Fusion fusion,
      Fold fold,
      Map<Fold, FoldModels> folds,
      Dataset<Row> users,
      int window) {
    int from = fold.daysBefore(window);
    boolean fresh = run.settings().rank().repeat() == Repeat.EXCLUDE;
    Dataset<Row> targets = HistoryRows.touched(users, from, from - window, fresh);
    FoldModels models = folds.get(fold);
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
