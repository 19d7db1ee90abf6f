package dev.nightjar.pipelines.publish.list;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A surface's rows as they are published: one an item, with its title, its rounded score and what
 * is wrong with it, partitioned by shard and sorted by the hash of the key and the position.
 */
public final class ListRows {

  /** The columns; {@code problem} is null for a row that may be published. */
  private static final List<String> COLUMNS =
      List.of(
          "shard",
          "bucket",
          "key",
          "position",
          "item_id",
          "title",
          "score",
          "source",
          "reasons",
          "chance",
          "expected_rating",
          "parts",
          "problem");

  static final int SHARD = 0;
  static final int BUCKET = 1;
  static final int KEY = 2;
  static final int POSITION = 3;
  static final int ITEM_ID = 4;
  static final int TITLE = 5;
  static final int SCORE = 6;
  static final int SOURCE = 7;
  static final int REASONS = 8;
  static final int CHANCE = 9;
  static final int EXPECTED_RATING = 10;
  static final int PARTS = 11;
  static final int PROBLEM = 12;

  private ListRows() {}

  /**
   * Joins a night's lists with the catalog.
   *
   * @param rows of the surface's table, one night
   * @param items the table {@code items}
   */
  public static Dataset<Row> of(
      Surface surface, Dataset<Row> rows, Dataset<Row> items, int shards) {
    Column source = surface.hasSource() ? col("source") : lit("");
    Dataset<Row> listed =
        rows.select(
            coalesce(col(surface.keyColumn()), lit("")).as("key"),
            col("position"),
            col(surface.itemColumn()).as("item_id"),
            col("score").as("raw_score"),
            source.as("source"),
            col("reasons"),
            estimate(surface, "chance", "DOUBLE").as("chance"),
            estimate(surface, "expected_rating", "DOUBLE").as("expected_rating"),
            estimate(surface, "contributions", "MAP<STRING, DOUBLE>").as("parts"));
    Dataset<Row> catalog =
        items.select(
            col("item_id").as("catalog_id"),
            col("title"),
            coalesce(col("available"), lit(true)).as("available"));
    return listed
        .join(catalog, col("item_id").equalTo(col("catalog_id")), "left")
        .withColumn("problem", problem(surface))
        .withColumn("score", score())
        .withColumn("source", coalesce(col("source"), lit("")))
        .withColumn("reasons", coalesce(col("reasons"), expr("CAST(array() AS ARRAY<STRING>)")))
        .withColumn("title", coalesce(col("title"), lit("")))
        .withColumn("hash", sha2(col("key").cast("binary"), 256))
        .withColumn("bucket", conv(substring(col("hash"), 1, 3), 16, 10).cast("int"))
        .withColumn("shard", expr("CAST(bucket * " + shards + " DIV 4096 AS INT)"))
        .repartition(shards, col("shard"))
        .sortWithinPartitions("shard", "hash", "key", "position", "item_id")
        .select(COLUMNS.stream().map(functions::col).toArray(Column[]::new));
  }

  /** What only lists for users have. */
  private static Column estimate(Surface surface, String column, String type) {
    return surface.hasSource() ? col(column) : lit(null).cast(type);
  }

  /** The first rule that a row breaks; rules over a whole list are in {@link KeyedLists}. */
  private static Column problem(Surface surface) {
    Column score = col("raw_score");
    Column infinite = functions.abs(score).equalTo(lit(Double.POSITIVE_INFINITY));
    Column problem =
        when(col("key").equalTo(""), lit("its key is missing"))
            .when(col("item_id").isNull(), lit("the item is missing"))
            .when(col("catalog_id").isNull(), lit("the item is not in the table items"))
            .when(not(col("available")), lit("the item is not available"))
            .when(
                score.isNull().or(functions.isnan(score)).or(infinite),
                lit("the score is not a number"));
    return surface == Surface.SIMILAR_ITEMS
        ? problem.when(col("key").equalTo(col("item_id")), lit("the item is similar to itself"))
        : problem;
  }

  private static Column score() {
    UserDefinedFunction rounded =
        functions.udf((Double score) -> Score.rounded(score), DataTypes.DoubleType);
    return when(col("problem").isNull(), rounded.apply(col("raw_score")));
  }
}
