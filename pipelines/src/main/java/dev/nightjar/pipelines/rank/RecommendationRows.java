package dev.nightjar.pipelines.rank;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.nightjar.pipelines.fusion.Calibration;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Ranked lists in the words of the table {@code recommendations}. */
final class RecommendationRows {

  private static final StructType SCHEMA =
      new StructType()
          .add("user_id", DataTypes.StringType)
          .add("position", DataTypes.IntegerType)
          .add("item_id", DataTypes.StringType)
          .add("score", DataTypes.DoubleType)
          .add("chance", DataTypes.DoubleType)
          .add("source", DataTypes.StringType)
          .add("reasons", DataTypes.createArrayType(DataTypes.StringType))
          .add(
              "contributions", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));

  private RecommendationRows() {}

  /**
   * Adds ids and reasons.
   *
   * @param lists rows of {@code Recommender.SCHEMA}
   * @param users {@code user, user_id, items, kinds}
   * @param features names of the contributions
   * @param chances of the scores
   */
  static Dataset<Row> of(
      Dataset<Row> lists,
      Dataset<Row> users,
      Labels labels,
      List<String> features,
      Calibration chances) {
    Broadcast<Shared> shared =
        JavaSparkContext.fromSparkContext(lists.sparkSession().sparkContext())
            .broadcast(new Shared(labels, new ArrayList<>(features), chances));
    Dataset<Row> joined =
        lists
            .join(users, "user")
            .withColumn("kind", expr("get(kinds, cast(array_position(items, because) as int) - 1)"))
            .select(
                col("user_id"),
                col("position"),
                col("item"),
                col("score"),
                col("source"),
                col("because"),
                col("kind"),
                col("contributions"));
    return joined
        .sparkSession()
        .createDataFrame(joined.javaRDD().map(row -> row(row, shared.value())), SCHEMA);
  }

  private record Shared(Labels labels, ArrayList<String> features, Calibration chances)
      implements Serializable {}

  private static Row row(Row row, Shared shared) {
    Labels labels = shared.labels();
    int item = row.getInt(2);
    double score = Contributions.rounded(row.getFloat(3));
    int because = row.getInt(5);
    List<String> reasons =
        Reasons.of(
            row.getString(4),
            because < 0 ? null : labels.titles()[because],
            row.isNullAt(6) ? "" : row.getString(6),
            labels.categories()[item]);
    return RowFactory.create(
        row.getString(0),
        row.getInt(1),
        labels.ids()[item],
        score,
        Contributions.rounded((float) shared.chances().probability(row.getFloat(3))),
        row.getString(4),
        CollectionConverters.asScala(reasons).toSeq(),
        CollectionConverters.asScala(Contributions.of(shared.features(), row.getList(7), score)));
  }
}
