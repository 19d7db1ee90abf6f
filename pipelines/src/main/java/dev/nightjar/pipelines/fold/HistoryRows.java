package dev.nightjar.pipelines.fold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Histories and held-out items of a fold, cut from the users' whole histories by age. */
public final class HistoryRows {

  private HistoryRows() {}

  /**
   * What users had done so many days before the end of the night, ages counted from there.
   *
   * @param profiles rows of {@code user_profiles}
   * @param days 0 for the whole history
   * @return rows of {@code Histories.SCHEMA}; users without events before that moment have empty
   *     arrays
   */
  public static Dataset<Row> before(Dataset<Row> profiles, int days) {
    return profiles
        .select(
            col("user"),
            expr("filter(arrays_zip(items, ages, weights), e -> e.ages > " + days + ")").as("kept"))
        .select(
            col("user"),
            expr("transform(kept, e -> e.items)").as("items"),
            expr("transform(kept, e -> CAST(e.ages - " + days + " AS FLOAT))").as("ages"),
            expr("transform(kept, e -> e.weights)").as("weights"));
  }

  /** The histories that have at least one event. */
  public static Dataset<Row> nonEmpty(Dataset<Row> histories) {
    return histories.where(size(col("items")).gt(0));
  }

  /**
   * The distinct items of the hits in a window: events that count as relevant and that no later one
   * of the window contradicts. Where {@code fresh}, of items that users had not touched before it;
   * otherwise of items that they did not dislike before it.
   *
   * @param profiles rows of {@code user_profiles}
   * @param from days before the end of the night at which the window begins
   * @param to days before the end of the night at which it ends, less than {@code from}
   * @return {@code user INT, items ARRAY<INT>} ascending, users with at least one
   */
  public static Dataset<Row> touched(Dataset<Row> profiles, int from, int to, boolean fresh) {
    String relevant = "coalesce(relevant, transform(weights, w -> w > 0))";
    String hits =
        "filter(within, e -> e.relevant AND NOT (disputed AND " + contradicted("within") + "))";
    String disliked = "filter(earlier, e -> e.weights < 0 AND NOT " + contradicted("earlier") + ")";
    String closed = fresh ? "earlier" : disliked;
    return profiles
        .select(
            col("user"), col("items"), col("ages"), col("weights"), expr(relevant).as("relevant"))
        .select(col("user"), expr("arrays_zip(items, ages, weights, relevant)").as("events"))
        .select(
            col("user"),
            expr("filter(events, e -> e.ages <= " + from + " AND e.ages > " + to + ")")
                .as("within"),
            expr("filter(events, e -> e.ages > " + from + ")").as("earlier"))
        .withColumn("disputed", expr("exists(within, e -> e.weights < 0)"))
        .select(
            col("user"),
            expr("transform(" + hits + ", e -> e.items)").as("items"),
            expr("transform(" + closed + ", e -> e.items)").as("closed"))
        .select(col("user"), expr("array_sort(array_except(items, closed))").as("items"))
        .where(size(col("items")).gt(0));
  }

  /** Whether a later event among others says the opposite of the event {@code e}. */
  private static String contradicted(String events) {
    return "exists("
        + events
        + ", later -> later.items = e.items AND later.ages < e.ages AND later.weights * e.weights < 0)";
  }
}
