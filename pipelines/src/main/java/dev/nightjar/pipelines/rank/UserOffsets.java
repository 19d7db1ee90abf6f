package dev.nightjar.pipelines.rank;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.fusion.rating.RatingOffsets;
import dev.nightjar.pipelines.fusion.rating.Ratings;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;

/**
 * How far above the mean each user rates, once a user and not once a listed item.
 *
 * @param rating empty where nobody rated
 * @param ofItems the items' own, by dense index
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record UserOffsets(Optional<RatingModel> rating, double[] ofItems) {

  static UserOffsets of(Optional<RatingModel> rating, Catalog catalog) {
    return new UserOffsets(
        rating, rating.map(r -> r.offsets().ofItems(catalog)).orElse(new double[0]));
  }

  /**
   * Puts {@code rating_offset DOUBLE} in the place of {@code rated} and {@code ratings}.
   *
   * @param users {@code rated ARRAY<INT>, ratings ARRAY<FLOAT>} among others, null without ratings
   */
  Dataset<Row> addTo(Dataset<Row> users) {
    Column offset = rating.map(known -> offset(users, known)).orElse(lit(0d));
    return users.withColumn("rating_offset", offset).drop("rated", "ratings");
  }

  private Column offset(Dataset<Row> users, RatingModel known) {
    RatingOffsets offsets = known.offsets();
    Broadcast<double[]> shared =
        JavaSparkContext.fromSparkContext(users.sparkSession().sparkContext()).broadcast(ofItems);
    UDF2<Seq<Integer>, Seq<Float>, Double> ofUser =
        (rated, ratings) -> {
          int[] items = new int[rated == null ? 0 : rated.length()];
          float[] values = new float[items.length];
          for (int i = 0; i < items.length; i++) {
            items[i] = rated.apply(i);
            values[i] = ratings.apply(i);
          }
          return offsets.ofUser(shared.value(), new Ratings(items, values));
        };
    return udf(ofUser, DataTypes.DoubleType).apply(col("rated"), col("ratings"));
  }
}
