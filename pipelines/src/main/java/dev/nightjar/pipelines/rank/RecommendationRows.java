package dev.nightjar.pipelines.rank;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.nightjar.pipelines.fold.FoldRanker;
import dev.nightjar.pipelines.fusion.ranker.Calibration;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.run.Broadcasts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
          .add("expected_rating", DataTypes.DoubleType)
          .add("source", DataTypes.StringType)
          .add("reasons", DataTypes.createArrayType(DataTypes.StringType))
          .add(
              "contributions", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));

  private RecommendationRows() {}

  /**
   * Adds ids and reasons.
   *
   * @param lists rows of {@code Recommender.SCHEMA}
   * @param users {@code user, user_id, items, weights, kinds, rating_offset}
   * @param itemOffsets of ratings, by dense item; none where nobody rated
   * @param trained names the contributions and knows what a score says
   * @param shared holds what rows are made with until they are written
   */
  static Dataset<Row> of(
      Dataset<Row> lists,
      Dataset<Row> users,
      double[] itemOffsets,
      Labels labels,
      FoldRanker trained,
      Broadcasts shared) {
    Broadcast<Shared> sent =
        shared.send(
            new Shared(
                labels,
                new ArrayList<>(trained.ranker().features()),
                trained.calibration().orElse(null),
                trained.rating().orElse(null),
                itemOffsets));
    Dataset<Row> joined =
        lists
            .join(users, "user")
            .withColumn(
                "kind",
                expr(
                    "get(filter(arrays_zip(items, weights, kinds),"
                        + " e -> e.items = because AND e.weights > 0).kinds, 0)"))
            .select(
                col("user_id"),
                col("position"),
                col("item"),
                col("score"),
                col("source"),
                col("because"),
                col("kind"),
                col("contributions"),
                col("rating_offset"),
                col("lead"));
    return joined
        .sparkSession()
        .createDataFrame(joined.javaRDD().map(row -> row(row, sent.value())), SCHEMA);
  }

  /**
   * What rows are made with.
   *
   * @param chances null where nothing taught the ranker; an Optional cannot be sent
   * @param rating null where nobody rated
   * @param itemOffsets of ratings, by dense item
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Shared(
      Labels labels,
      ArrayList<String> features,
      Calibration chances,
      RatingModel rating,
      double[] itemOffsets)
      implements Serializable {

    /** Null where nothing taught the ranker. */
    Double chance(float score) {
      return chances == null ? null : Contributions.rounded((float) chances.probability(score));
    }

    /** In hundredths, which is more than ratings are worth; null where nobody rated. */
    Double expected(int item, double userOffset, double lead) {
      return rating == null
          ? null
          : Math.rint(100 * rating.expected(itemOffsets[item], userOffset, lead)) / 100;
    }
  }

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
        shared.chance(row.getFloat(3)),
        shared.expected(item, row.getDouble(8), row.getFloat(9)),
        row.getString(4),
        CollectionConverters.asScala(reasons).toSeq(),
        CollectionConverters.asScala(Contributions.of(shared.features(), row.getList(7), score)));
  }
}
