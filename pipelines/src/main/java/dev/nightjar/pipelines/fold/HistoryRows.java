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
   * The distinct items that users touched in a window and, where {@code fresh}, had not touched
   * before it.
   *
   * @param from days before the end of the night at which the window begins
   * @param to days before the end of the night at which it ends, less than {@code from}
   * @return {@code user INT, items ARRAY<INT>} ascending, users with at least one
   */
  public static Dataset<Row> touched(Dataset<Row> profiles, int from, int to, boolean fresh) {
    String inside = "e -> e.ages <= " + from + " AND e.ages > " + to;
    String items = "transform(filter(arrays_zip(items, ages), " + inside + "), e -> e.items)";
    String earlier =
        "transform(filter(arrays_zip(items, ages), e -> e.ages > " + from + "), e -> e.items)";
    String wanted = fresh ? "array_except(" + items + ", " + earlier + ")" : items;
    return profiles
        .select(col("user"), expr("array_sort(array_distinct(" + wanted + "))").as("items"))
        .where(size(col("items")).gt(0));
  }
}
