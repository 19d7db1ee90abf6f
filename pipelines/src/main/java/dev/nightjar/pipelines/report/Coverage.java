package dev.nightjar.pipelines.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How widely the lists of a night reach over users and catalog.
 *
 * @param users how many users have a list
 * @param positions how many positions all lists have together
 * @param longest positions of the longest list
 * @param fullLists how many lists are as long as the longest
 * @param available items that may be recommended
 * @param recommended distinct items on any list
 * @param sources positions by the source that ranked them highest, most first
 * @param concentration cumulated positions over items, the least recommended first
 */
public record Coverage(
    long users,
    long positions,
    int longest,
    long fullLists,
    long available,
    long recommended,
    List<Share> sources,
    Lorenz concentration) {

  /** A named part of a whole; {@code share} from 0 to 1. */
  public record Share(String name, long count, double share) {}

  public Coverage {
    sources = List.copyOf(sources);
  }

  /** Share of the available catalog that is on a list, 0 for an empty catalog. */
  public double catalogShare() {
    return available == 0 ? 0 : Math.min(1, (double) recommended / available);
  }

  public double fullShare() {
    return users == 0 ? 0 : (double) fullLists / users;
  }

  static Coverage of(Dataset<Row> recommendations, Dataset<Row> items) {
    Dataset<Row> lengths =
        recommendations
            .groupBy("user_id")
            .agg(count(lit(1)).as("length"))
            .groupBy("length")
            .count();
    long users = 0;
    long positions = 0;
    long longest = 0;
    long full = 0;
    for (Row row : lengths.orderBy("length").collectAsList()) {
      users += row.getLong(1);
      positions += row.getLong(0) * row.getLong(1);
      longest = row.getLong(0);
      full = row.getLong(1);
    }
    Dataset<Row> listed = recommendations.groupBy("item_id").agg(count(lit(1)).as("lists"));
    List<Row> histogram =
        items
            .where(coalesce(col("available"), lit(true)))
            .select("item_id")
            .join(listed, new String[] {"item_id"}, "full_outer")
            .groupBy(coalesce(col("lists"), lit(0L)).as("lists"))
            .count()
            .orderBy("lists")
            .collectAsList();
    Lorenz lorenz = Lorenz.of(histogram);
    return new Coverage(
        users,
        positions,
        (int) longest,
        full,
        lorenz.items(),
        lorenz.items() - lorenz.unlisted(),
        sources(recommendations, positions),
        lorenz);
  }

  private static List<Share> sources(Dataset<Row> recommendations, long positions) {
    return recommendations
        .groupBy(coalesce(col("source"), lit("unknown")).as("source"))
        .count()
        .orderBy(col("count").desc(), col("source"))
        .collectAsList()
        .stream()
        .map(r -> new Share(r.getString(0), r.getLong(1), (double) r.getLong(1) / positions))
        .toList();
  }
}
