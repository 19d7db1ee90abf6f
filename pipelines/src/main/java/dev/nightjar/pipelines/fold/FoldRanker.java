package dev.nightjar.pipelines.fold;

import dev.nightjar.pipelines.fusion.ranker.Calibration;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A fold's ranker as {@code train} left it.
 *
 * @param calibration turns its scores into chances
 * @param rating turns them into expected ratings, empty where nobody rated
 */
public record FoldRanker(Ranker ranker, Calibration calibration, Optional<RatingModel> rating) {

  /** Reads both from this night's table. */
  public static FoldRanker read(StageRun run, Fold fold) {
    List<Row> rows =
        run.readFold(Table.RANKER, fold)
            .select("model", "slope", "intercept", "rating")
            .collectAsList();
    if (rows.isEmpty()) {
      throw new IllegalStateException(
          "table ranker has no fold "
              + fold.word()
              + " of night "
              + run.night()
              + "; run the stage train of that night first");
    }
    Row row = rows.get(0);
    return new FoldRanker(
        RankerJson.read(row.getString(0)),
        new Calibration(row.getDouble(1), row.getDouble(2)),
        row.isNullAt(3)
            ? Optional.empty()
            : Optional.of(RatingTerms.read(row.<String, Double>getJavaMap(3))));
  }
}
