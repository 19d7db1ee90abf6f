package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.RankerJson;
import dev.nightjar.pipelines.fold.RatingTerms;
import dev.nightjar.pipelines.fusion.ranker.Calibration;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.run.Together;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.udfs.embed.model.Sha256;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The rows that keep what was trained. The fold {@code validation} only served to train. */
final class TrainedTables {

  private static final List<Fold> KEPT = List.of(Fold.TEST, Fold.LIVE);

  private static final StructType RANKER =
      new StructType()
          .add("fold", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType)
          .add("slope", DataTypes.DoubleType)
          .add("intercept", DataTypes.DoubleType)
          .add("ndcg", DataTypes.DoubleType)
          .add("rating", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));

  private TrainedTables() {}

  static void write(StageRun run, Map<Fold, FoldModels> folds, Map<Fold, TrainedFold> rankers) {
    Dataset<Row> factors = null;
    Dataset<Row> neighbours = null;
    List<Row> rankerRows = new ArrayList<>();
    for (Fold fold : KEPT) {
      FoldModels fitted = folds.get(fold);
      factors = union(factors, fitted.factorRows(run.spark(), fold));
      neighbours = union(neighbours, fitted.neighbourRows(run.spark(), fold));
      if (rankers.containsKey(fold)) {
        rankerRows.add(row(fold, rankers.get(fold)));
      }
    }
    Map<Table, Dataset<Row>> models = new EnumMap<>(Table.class);
    models.put(Table.ITEM_FACTORS, factors);
    models.put(Table.ITEM_NEIGHBOURS, neighbours);
    List<Runnable> writes = new ArrayList<>();
    models.forEach((table, rows) -> writes.add(() -> replace(run, table, rows)));
    writes.add(() -> run.writeNight(Table.RANKER, run.spark().createDataFrame(rankerRows, RANKER)));
    Together.run(writes.toArray(Runnable[]::new));
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

  private static Row row(Fold fold, TrainedFold taught) {
    String json = RankerJson.write(taught.ranker());
    return RowFactory.create(
        fold.word(),
        json,
        Sha256.of(json),
        taught.calibration().map(Calibration::slope).orElse(null),
        taught.calibration().map(Calibration::intercept).orElse(null),
        taught.ndcg().isPresent() ? taught.ndcg().getAsDouble() : null,
        taught.rating().map(RatingTerms::write).map(CollectionConverters::asScala).orElse(null));
  }
}
