package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Numbers of an item at a fold's cutoff. Sums are exact, so that their order does not show. */
final class ItemStatistics {

  static final int DIGITS = 9;

  private ItemStatistics() {}

  /**
   * How often, how lately and since when an item is touched by events that have a weight.
   *
   * @param events rows of {@link Events#byFold}, settled where there are dislikes
   * @return {@code days, item, interactions, popularity, trend, age_days}; the trend is the
   *     logarithm of the popularity at a quarter of the half-life over the popularity, both per
   *     day, 0 for an item that is touched as often as ever, where a popularity below zero counts
   *     as zero, less the logarithm of 1 + how far below zero the recent one is
   */
  static Dataset<Row> ofEvents(Dataset<Row> events, double halfLifeDays) {
    Column popularity = decayed(halfLifeDays);
    Column recent = decayed(halfLifeDays / 4).multiply(4);
    Column trend =
        log(above0(recent).plus(1).divide(above0(popularity).plus(1)))
            .minus(log(above0(recent.multiply(-1)).plus(1)));
    return events
        .where(col("weight").notEqual(0))
        .groupBy("days", "item")
        .agg(
            count(lit(1)).as("interactions"),
            round(popularity, DIGITS).as("popularity"),
            round(trend, DIGITS).as("trend"),
            round(max("age"), DIGITS).as("age_days"));
  }

  /**
   * How many users like and dislike an item.
   *
   * @param events settled rows of {@link Events#byFold}
   * @return {@code days, item, likes, dislikes}
   */
  static Dataset<Row> ofOpinions(Dataset<Row> events) {
    return events
        .where(col("weight").notEqual(0))
        .groupBy("days", "item")
        .agg(
            count_distinct(when(col("weight").gt(0), col("user"))).as("likes"),
            count_distinct(when(col("weight").lt(0), col("user"))).as("dislikes"));
  }

  private static Column above0(Column number) {
    return greatest(number, lit(0d));
  }

  private static Column decayed(double halfLifeDays) {
    return ExactSums.of(col("weight").multiply(pow(lit(0.5), col("age").divide(halfLifeDays))));
  }

  /**
   * Mean and number of ratings.
   *
   * @param ratings {@code days, item, rating}
   * @return {@code days, item, rating_mean, rating_count}
   */
  static Dataset<Row> ofRatings(Dataset<Row> ratings) {
    return ratings
        .where(col("rating").isNotNull())
        .groupBy("days", "item")
        .agg(
            round(ExactSums.mean(col("rating")), DIGITS).as("rating_mean"),
            count(lit(1)).as("rating_count"));
  }
}
