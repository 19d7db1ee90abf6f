package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Ratings that users gave, in reviews and in the log. */
final class Ratings {

  private Ratings() {}

  /**
   * The ratings of both.
   *
   * @param reviews {@code user INT (null for a reviewer without an index), item INT, age DOUBLE,
   *     rating DOUBLE} and others
   * @param events rows of {@link Events#of}
   * @return {@code user INT, item INT, age DOUBLE (days before the end of the night), rating
   *     DOUBLE}, none null but the user
   */
  static Dataset<Row> of(Dataset<Row> reviews, Dataset<Row> events) {
    return reviews
        .select("user", "item", "age", "rating")
        .union(
            events
                .where("kind = 'rating'")
                .select(col("user"), col("item"), col("age"), col("value").as("rating")))
        .where("rating IS NOT NULL");
  }

  /**
   * The newest items that every user rated, oldest first; of an item rated more than once, the
   * newest rating.
   *
   * @param ratings rows of {@link #of}; those without user or from after the end of the night are
   *     left out
   * @param most ratings a user
   * @return {@code user INT, rated ARRAY<INT>, rated_ages ARRAY<FLOAT>, ratings ARRAY<FLOAT>}
   */
  static Dataset<Row> byUser(Dataset<Row> ratings, int most) {
    return ratings
        .where("user IS NOT NULL AND age > 0")
        .groupBy("user", "item")
        .agg(min(struct("age", "rating")).as("newest"))
        .select(
            col("user"),
            struct(
                    col("newest.age").multiply(-1).as("place"),
                    col("item"),
                    col("newest.age").as("age"),
                    col("newest.rating").as("rating"))
                .as("given"))
        .groupBy("user")
        .agg(array_sort(collect_list("given")).as("given"))
        .withColumn("given", expr("slice(given, -least(size(given), " + most + "), " + most + ")"))
        .select(
            col("user"),
            col("given.item").as("rated"),
            col("given.age").cast("array<float>").as("rated_ages"),
            col("given.rating").cast("array<float>").as("ratings"));
  }
}
