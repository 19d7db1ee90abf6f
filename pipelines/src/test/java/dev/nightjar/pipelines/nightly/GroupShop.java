package dev.nightjar.pipelines.nightly;

import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.PartialRows;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.text.EmbeddingModels;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A shop of forty products in four groups of like texts, whose sixty customers view and buy in
 * their own group. Products {@code bad} and {@code good} are of the first group; half of the
 * customers gave {@code bad} one star and {@code good} five, and nobody did anything else with
 * them.
 */
final class GroupShop {

  static final Night NIGHT = new Night(LocalDate.of(2025, 3, 1));
  static final int USERS = 60;
  private static final int ITEMS = 42;

  private GroupShop() {}

  /** Puts it into an empty lake. */
  static void write(SparkSession spark, Lake lake, Settings settings) {
    String id = "CASE id WHEN 40 THEN 'bad' WHEN 41 THEN 'good' ELSE CAST(id AS STRING) END";
    Dataset<Row> items = spark.range(ITEMS).selectExpr("id", id + " AS item_id");
    PartialRows.append(lake, Table.ITEM_INDEX, items.selectExpr("item_id", "id AS item"));
    PartialRows.append(
        lake,
        Table.ITEMS,
        items.selectExpr("item_id", "concat('Item ', item_id) AS title", "true AS available"));
    PartialRows.append(
        lake,
        Table.USER_INDEX,
        spark.range(USERS).selectExpr("CAST(id AS STRING) AS user_id", "id AS user"));
    PartialRows.append(
        lake, Table.REVIEWS, spark.createDataFrame(List.of(), Table.REVIEWS.schema()));
    PartialRows.append(
        lake,
        Table.EMBEDDINGS,
        items
            .selectExpr(
                "sha2(concat('Item ', item_id), 256) AS text_hash",
                "transform(sequence(0, 5), d -> CAST(if(d = if(id < 40, id % 4, 0), 3, 0)"
                    + " + hash(id, d) / 1e10 AS FLOAT)) AS vector")
            .withColumn("model_id", lit(EmbeddingModels.card(spark, settings.embed()).modelId())));
    PartialRows.append(
        lake,
        Table.INTERACTIONS,
        spark
            .range(USERS)
            .selectExpr(
                "id AS user", "posexplode(array(50, 41, 33, 26, 18, 12, 9, 5, 3, 1)) AS (n, age)")
            .selectExpr(
                "CAST(user AS STRING) AS user_id",
                "CAST((user * 7 + n * 3) % 10 * 4 + user % 4 AS STRING) AS item_id",
                "if(n % 2 = 0, 'view', 'purchase') AS kind",
                "timestampadd(HOUR, -24 * age, TIMESTAMP '2025-03-01 12:00:00') AS at",
                "DATE'2025-03-01' - age AS day",
                "CAST(null AS DOUBLE) AS value"));
    PartialRows.append(
        lake,
        Table.INTERACTIONS,
        spark
            .range(0, USERS, 2)
            .selectExpr("id", "explode(map('bad', 1D, 'good', 5D)) AS (item_id, value)")
            .selectExpr(
                "CAST(id AS STRING) AS user_id",
                "item_id",
                "'rating' AS kind",
                "timestampadd(HOUR, -24 * (id % 40), TIMESTAMP '2025-03-01 13:00:00') AS at",
                "CAST(DATE'2025-03-01' - CAST(id % 40 AS INT) AS DATE) AS day",
                "value"));
  }
}
