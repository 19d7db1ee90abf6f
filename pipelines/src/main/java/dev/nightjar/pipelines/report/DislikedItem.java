package dev.nightjar.pipelines.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.metric.Interval;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An item that most people dislike beyond doubt, by their last word or by their ratings, and that
 * is on lists.
 *
 * @param lists how many it is on
 * @param likes users whose last word speaks for it
 * @param dislikes users whose last word speaks against it
 */
public record DislikedItem(Item item, long lists, long likes, long dislikes, Rated rated) {

  private static final int MOST = 10;
  private static final double HALF = 0.5;

  /** What the catalog calls it. */
  public record Item(String id, String title) {}

  /** Its ratings; the mean is 0 where there are none. */
  public record Rated(double mean, long count) {}

  /**
   * The most disliked ones that are on lists, by the upper bound of the share of likes or of the
   * way from 1 to 5 that their mean rating goes, whichever is lower.
   *
   * @param profiles {@code item_id, likes, dislikes, rating_mean, rating_count} of the live fold
   * @param recommendations of the night
   * @param items the catalog
   */
  static List<DislikedItem> of(
      Dataset<Row> profiles, Dataset<Row> recommendations, Dataset<Row> items) {
    return profiles
        .where("dislikes > likes OR rating_mean < 3")
        .join(recommendations.groupBy("item_id").agg(count(lit(1)).as("lists")), "item_id")
        .join(items.select(col("item_id"), col("title")), new String[] {"item_id"}, "left")
        .select(
            col("item_id"),
            coalesce(col("title"), col("item_id")).as("title"),
            col("lists"),
            coalesce(col("likes"), lit(0L)).as("likes"),
            coalesce(col("dislikes"), lit(0L)).as("dislikes"),
            coalesce(col("rating_mean"), lit(0d)).as("rating_mean"),
            coalesce(col("rating_count"), lit(0L)).as("rating_count"))
        .collectAsList()
        .stream()
        .map(DislikedItem::of)
        .filter(item -> item.most() < HALF)
        .sorted(
            Comparator.comparingDouble(DislikedItem::most).thenComparing(own -> own.item().id()))
        .limit(MOST)
        .toList();
  }

  private static DislikedItem of(Row row) {
    return new DislikedItem(
        new Item(row.getAs("item_id"), row.getAs("title")),
        row.<Long>getAs("lists"),
        row.<Long>getAs("likes"),
        row.<Long>getAs("dislikes"),
        new Rated(row.<Double>getAs("rating_mean"), row.<Long>getAs("rating_count")));
  }

  /** How much of a liking the item can have at most. */
  private double most() {
    long words = likes + dislikes;
    double byWords = words == 0 ? 1 : Interval.ofShare(likes, words).high();
    double byRatings =
        rated.count() == 0
            ? 1
            : (Interval.ofMeanWithin(1, 5, rated.mean(), rated.count()).high() - 1) / 4;
    return Math.min(byWords, byRatings);
  }
}
