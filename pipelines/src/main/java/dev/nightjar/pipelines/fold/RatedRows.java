package dev.nightjar.pipelines.fold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What users rated in a window, and what had been known of them before it. */
public final class RatedRows {

  private RatedRows() {}

  /**
   * Users that rated in a window. People rate what they took days ago: where lists leave out what
   * users had before, the histories leave out what is asked for, so that it can be scored as a list
   * would have scored it then.
   *
   * @param profiles rows of {@code user_profiles}
   * @param from days before the end of the night at which the window begins
   * @param to days before the end of the night at which it ends, less than {@code from}
   * @param fresh whether lists leave out what users had before
   * @return rows of {@code Histories.SCHEMA}, cut where the window begins, and {@code known
   *     ARRAY<INT>, known_ratings ARRAY<FLOAT>} from before it, {@code asked ARRAY<INT>,
   *     asked_ratings ARRAY<FLOAT>} from within
   */
  public static Dataset<Row> of(Dataset<Row> profiles, int from, int to, boolean fresh) {
    String ratings = "arrays_zip(rated, rated_ages, ratings)";
    String before = "filter(" + ratings + ", e -> e.rated_ages > " + from + ")";
    String within =
        "filter(" + ratings + ", e -> e.rated_ages <= " + from + " AND e.rated_ages > " + to + ")";
    Dataset<Row> parts =
        profiles
            .where("size(rated) > 0")
            .select(col("user"), expr(before).as("before"), expr(within).as("within"))
            .where("size(within) > 0")
            .select(
                col("user"),
                col("before.rated").as("known"),
                col("before.ratings").as("known_ratings"),
                col("within.rated").as("asked"),
                col("within.ratings").as("asked_ratings"));
    Dataset<Row> users = HistoryRows.before(profiles, from).join(parts, "user");
    return fresh ? withoutAsked(users) : users;
  }

  private static Dataset<Row> withoutAsked(Dataset<Row> users) {
    return users
        .withColumn(
            "kept",
            expr(
                "filter(arrays_zip(items, ages, weights), e -> NOT array_contains(asked, e.items))"))
        .withColumn("items", col("kept.items"))
        .withColumn("ages", col("kept.ages"))
        .withColumn("weights", col("kept.weights"))
        .drop("kept");
  }
}
