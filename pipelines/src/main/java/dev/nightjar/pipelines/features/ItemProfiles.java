package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Puts together what is known of items at every fold's cutoff. */
final class ItemProfiles {

  private ItemProfiles() {}

  /**
   * One row an item and fold, without the fused vector.
   *
   * @param items {@code item, item_id, category, price, available, text_vector, image_vector}
   * @param folds {@code days, fold}
   * @param statistics {@code days, item, ...}, each joined from the left
   */
  static Dataset<Row> parts(Dataset<Row> items, Dataset<Row> folds, List<Dataset<Row>> statistics) {
    Dataset<Row> profiles = items.crossJoin(folds);
    for (Dataset<Row> statistic : statistics) {
      profiles =
          profiles.join(
              statistic, CollectionConverters.asScala(List.of("days", "item")).toSeq(), "left");
    }
    return profiles
        // An id of the index that no catalog names any more can not be recommended.
        .withColumn("available", coalesce(col("available"), lit(false)))
        .withColumn("interactions", coalesce(col("interactions"), lit(0L)))
        .withColumn("popularity", coalesce(col("popularity"), lit(0d)))
        .withColumn("trend", coalesce(col("trend"), lit(0d)))
        .withColumn("rating_count", coalesce(col("rating_count"), lit(0L)));
  }

  /** The parts with the column {@code sentiment}, null where nothing was learnt or reviewed. */
  static Dataset<Row> judged(Dataset<Row> parts, Optional<Sentiment> learnt) {
    return parts.withColumn(
        "sentiment",
        learnt
            .map(sentiment -> judge(sentiment).apply(col("review_vector")))
            .orElse(lit(null).cast(DataTypes.DoubleType)));
  }

  private static UserDefinedFunction judge(Sentiment sentiment) {
    UDF1<Seq<Float>, Double> judge =
        reviews -> reviews == null ? null : sentiment.of(FusedVector.values(reviews));
    return udf(judge, DataTypes.DoubleType);
  }
}
