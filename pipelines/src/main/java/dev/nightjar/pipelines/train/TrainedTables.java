package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.als.Als;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.HistoryRows;
import dev.nightjar.pipelines.fold.RankerJson;
import dev.nightjar.pipelines.fold.RatingTerms;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.fusion.ranker.TrainedRanker;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The rows that keep what was trained. The fold {@code validation} only served to train. */
final class TrainedTables {

  private static final List<Fold> KEPT = List.of(Fold.TEST, Fold.LIVE);

  private static final StructType RANKER =
      new StructType()
          .add("fold", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType)
          .add("slope", DataTypes.DoubleType)
          .add("intercept", DataTypes.DoubleType)
          .add("ndcg", DataTypes.DoubleType)
          .add("rating", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));

  private TrainedTables() {}

  static void write(
      StageRun run,
      Fusion fusion,
      Map<Fold, FoldModels> folds,
      Map<Fold, TrainedFold> rankers,
      Dataset<Row> users,
      int window) {
    Dataset<Row> factors = null;
    Dataset<Row> neighbours = null;
    Dataset<Row> userFactors = null;
    List<Row> rankerRows = new ArrayList<>();
    for (Fold fold : KEPT) {
      FoldModels models = folds.get(fold);
      factors = union(factors, models.factorRows(run.spark(), fold));
      neighbours = union(neighbours, models.neighbourRows(run.spark(), fold));
      userFactors =
          union(
              userFactors,
              userFactors(
                  HistoryRows.nonEmpty(HistoryRows.before(users, fold.daysBefore(window))),
                  models,
                  fusion,
                  fold));
      rankerRows.add(row(fold, rankers.get(fold)));
    }
    replace(run, Table.ITEM_FACTORS, factors);
    replace(run, Table.ITEM_NEIGHBOURS, neighbours);
    replace(run, Table.USER_FACTORS, userFactors);
    run.writeNight(Table.RANKER, run.spark().createDataFrame(rankerRows, RANKER));
  }

  /** A table of a source that train.sources leaves out holds nothing for the night. */
  private static void replace(StageRun run, Table table, Dataset<Row> rows) {
    if (rows.isEmpty()) {
      run.clearNight(table);
    } else {
      run.writeNight(table, rows);
    }
  }

  private static Dataset<Row> union(Dataset<Row> first, Dataset<Row> second) {
    return first == null ? second : first.union(second);
  }

  private static Dataset<Row> userFactors(
      Dataset<Row> histories, FoldModels models, Fusion fusion, Fold fold) {
    Vectors factors = models.models().factors();
    if (factors.isAbsent()) {
      return histories
          .sparkSession()
          .createDataFrame(List.of(), VectorRows.schema("user", "factor"))
          .withColumn("fold", functions.lit(fold.word()));
    }
    return Als.users(histories, factors, fusion.candidates().als())
        .withColumn("fold", functions.lit(fold.word()));
  }

  private static Row row(Fold fold, TrainedFold taught) {
    TrainedRanker trained = taught.ranker();
    String json = RankerJson.write(trained.ranker());
    double ndcg =
        trained.trials().stream()
            .filter(t -> t.kind() == trained.ranker().kind())
            .mapToDouble(TrainedRanker.Trial::ndcg)
            .max()
            .orElse(0);
    return RowFactory.create(
        fold.word(),
        trained.ranker().kind().word(),
        json,
        DigestUtils.sha256Hex(json),
        trained.calibration().slope(),
        trained.calibration().intercept(),
        ndcg,
        taught.rating().map(RatingTerms::write).map(CollectionConverters::asScala).orElse(null));
  }
}
