package dev.nightjar.pipelines.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much of the lists stayed from the night before: near 1 the night is stuck, near 0 broken.
 *
 * @param previous the newest earlier night that has lists
 * @param users users with a list on both nights
 * @param share share of their positions whose item was on their list before, from 0 to 1
 */
public record Overlap(LocalDate previous, long users, double share) {

  /** Empty on a first night, or when no user has a list on both. */
  static Optional<Overlap> of(Dataset<Row> recommendations, LocalDate night) {
    var tonight = lit(Date.valueOf(night));
    Date previous =
        recommendations.where(col("night").lt(tonight)).agg(max("night")).first().getDate(0);
    if (previous == null) {
      return Optional.empty();
    }
    Dataset<Row> before =
        recommendations.where(col("night").equalTo(lit(previous))).select("user_id", "item_id");
    Dataset<Row> now =
        recommendations
            .where(col("night").equalTo(tonight))
            .select("user_id", "item_id")
            .join(before.select("user_id").distinct(), "user_id");
    long positions = now.count();
    if (positions == 0) {
      return Optional.empty();
    }
    long kept = now.join(before, new String[] {"user_id", "item_id"}, "left_semi").count();
    long users = now.select("user_id").distinct().count();
    return Optional.of(new Overlap(previous.toLocalDate(), users, (double) kept / positions));
  }
}
