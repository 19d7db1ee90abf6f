package dev.nightjar.pipelines.fold;

import dev.nightjar.pipelines.fusion.ranker.Calibration;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.table.Table;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A fold's ranker as {@code train} left it.
 *
 * @param calibration turns its scores into chances, empty where nothing taught it
 * @param rating turns them into expected ratings, empty where nobody rated
 */
public record FoldRanker(
    Ranker ranker, Optional<Calibration> calibration, Optional<RatingModel> rating) {

  /** The live fold's, which every night has. */
  public static FoldRanker live(StageRun run) {
    return read(run, Fold.LIVE)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "table ranker has no fold live of night "
                        + run.night()
                        + "; run the stage train of that night first"));
  }

  /** The one that is judged; empty where no window taught one. */
  public static Optional<FoldRanker> judged(StageRun run) {
    live(run);
    return read(run, Fold.TEST);
  }

  private static Optional<FoldRanker> read(StageRun run, Fold fold) {
    return run
        .readFold(Table.RANKER, fold)
        .select("model", "slope", "intercept", "rating")
        .collectAsList()
        .stream()
        .map(FoldRanker::of)
        .findFirst();
  }

  private static FoldRanker of(Row row) {
    return new FoldRanker(
        RankerJson.read(row.getString(0)),
        row.isNullAt(1)
            ? Optional.empty()
            : Optional.of(new Calibration(row.getDouble(1), row.getDouble(2))),
        row.isNullAt(3)
            ? Optional.empty()
            : Optional.of(RatingTerms.read(row.<String, Double>getJavaMap(3))));
  }
}
