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

/**
 * The rows that keep what was trained. Of the fold {@code validation}, which only served to train,
 * they keep the factors that the next night starts from. Spark holds the models until they are
 * written, where memory is short on disk.
 */
final class TrainedTables {

  private static final StructType RANKER =
      new StructType()
          .add("fold", DataTypes.StringType)
          .add("model", DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType)
          .add("slope", DataTypes.DoubleType)
          .add("intercept", DataTypes.DoubleType)
          .add("ndcg", DataTypes.DoubleType)
          .add("rating", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));

  private final StageRun run;
  private final List<Dataset<Row>> factors = new ArrayList<>();
  private final List<Dataset<Row>> neighbours = new ArrayList<>();
  private final List<Row> rankers = new ArrayList<>();

  TrainedTables(StageRun run) {
    this.run = run;
  }

  /** Keeps models of a fold. */
  void keep(Fold fold, FoldModels fitted) {
    boolean ranks = fold != Fold.VALIDATION;
    if (ranks || WarmStart.isWanted(run.settings().train())) {
      factors.add(fitted.factorRows(run.spark(), fold));
    }
    if (ranks) {
      neighbours.add(fitted.neighbourRows(run.spark(), fold));
    }
  }

  /** Keeps what ranks at a fold. */
  void keep(Fold fold, TrainedFold ranker) {
    rankers.add(row(fold, ranker));
  }

  /** Replaces the night's rows of all tables. */
  void write() {
    Map<Table, Dataset<Row>> models = new EnumMap<>(Table.class);
    models.put(Table.ITEM_FACTORS, all(factors));
    models.put(Table.ITEM_NEIGHBOURS, all(neighbours));
    List<Runnable> writes = new ArrayList<>();
    models.forEach((table, rows) -> writes.add(() -> replace(table, rows)));
    writes.add(() -> run.writeNight(Table.RANKER, run.spark().createDataFrame(rankers, RANKER)));
    Together.run(writes.toArray(Runnable[]::new));
  }

  /** A table of a source that train.sources leaves out holds nothing for the night. */
  private void replace(Table table, Dataset<Row> rows) {
    if (rows.isEmpty()) {
      run.clearNight(table);
    } else {
      run.writeNight(table, rows);
    }
  }

  private static Dataset<Row> all(List<Dataset<Row>> parts) {
    return parts.stream().reduce(Dataset::union).orElseThrow();
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
