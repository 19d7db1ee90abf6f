package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.HistoryRows;
import dev.nightjar.pipelines.fold.RankerJson;
import dev.nightjar.pipelines.fold.RatedRows;
import dev.nightjar.pipelines.fold.WindowDays;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.ranker.TrainedRanker;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.table.Table;
import java.util.EnumMap;
import java.util.Map;
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
      rankers.put(Fold.TEST, teach(run, fusion, Fold.VALIDATION, folds, users, window));
      rankers.put(Fold.LIVE, teach(run, fusion, Fold.TEST, folds, users, window));
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

  /**
   * A ranker on models that end at {@code fold}, from what users took in the window after it, and
   * what its scores say of the ratings there.
   */
  private static TrainedFold teach(
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
    TrainedRanker trained =
        run.step(
            "train ranker after fold " + fold.word(),
            () ->
                fusion.train(
                    HistoryRows.before(users, from),
                    targets,
                    models.items().catalog(),
                    models.models()));
    run.count("ranker.users." + fold.word(), trained.examples());
    run.fingerprint(
        "ranker." + fold.word(), Integer.toString(RankerJson.write(trained.ranker()).hashCode()));
    return new TrainedFold(
        trained,
        run.step(
            "learn expected ratings after fold " + fold.word(),
            () ->
                fusion.rating(
                    RatedRows.of(users, from, from - window, fresh),
                    models.items().catalog(),
                    models.models(),
                    trained.ranker())));
  }

  private static Dataset<Row> histories(Dataset<Row> users, Fold fold, int window) {
    return HistoryRows.nonEmpty(HistoryRows.before(users, fold.daysBefore(window)));
  }
}
