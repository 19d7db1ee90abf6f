package dev.nightjar.pipelines.nightly;

import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Attempt;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.RunId;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Column;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.text.EmbeddingModels;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night of a shop of forty products in four groups of like texts, whose sixty customers view and
 * buy in their own group. Products {@code bad} and {@code good} are of the first group; half of the
 * customers gave {@code bad} one star and {@code good} five, and nobody did anything else with
 * them.
 */
@ExtendWith(SparkExtension.class)
final class DislikedNightTest {

  private static final Night NIGHT = new Night(LocalDate.of(2025, 3, 1));
  private static final List<Stage> STAGES =
      List.of(Stage.FEATURES, Stage.TRAIN, Stage.EVALUATE, Stage.RANK);
  private static final int ITEMS = 42;
  private static final int USERS = 60;

  @TempDir private Path directory;

  @Test
  void aProductOfOneStarIsOnNobodysListAndOneOfFiveOnMany(SparkSession spark) {
    Lake lake = night(spark);
    Dataset<Row> lists = lake.read(Table.RECOMMENDATIONS);
    assertEquals(USERS, lists.select("user_id").distinct().count(), "everybody has a list");
    assertEquals(0, lists.where("item_id = 'bad'").count());
    long proposed = lists.where("item_id = 'good'").count();
    assertTrue(proposed >= USERS / 4, "proposed to " + proposed);
    assertEquals(0, lake.read(Table.SIMILAR_ITEMS).where("similar_item_id = 'bad'").count());
    assertEquals(0, lists.where("exists(reasons, r -> r LIKE '%bad%')").count());
    assertEquals(
        0,
        lists
            .where(
                "abs(aggregate(map_values(contributions), 0D, (sum, part) -> sum + part) - score)"
                    + " > 1e-4")
            .count(),
        "explanations add up");
    Row bad = lake.read(Table.ITEM_PROFILES).where("item_id = 'bad' AND fold = 'live'").first();
    assertTrue(bad.<Double>getAs("popularity") < 0 && bad.<Double>getAs("trend") < 0);
    assertEquals(0L, bad.<Long>getAs("likes"));
    assertEquals(USERS / 2, bad.<Long>getAs("dislikes"));
    assertEquals(
        0, lake.read(Table.USER_PROFILES).where("exists(relevant, r -> r IS NULL)").count());
    assertEquals(
        0,
        lake.read(Table.ITEM_PROFILES).where("item_id <> 'bad' AND dislikes > 0").count(),
        "nobody dislikes anything else");
  }

  /** The four stages between texts and lists. */
  private Lake night(SparkSession spark) {
    Lake lake = new Lake(spark, directory.toString());
    Settings settings =
        Settings.of(
            ConfigFactory.parseString(
                """
                features.kinds { view = 1, purchase = 5, rating = "value - 3" }
                train { als { rank = 8, iterations = 3 }, window-days = 7 }
                evaluate { resamples = 100, gate.enabled = false }
                lake.root = "%s"
                """
                    .formatted(lake.root())));
    shop(spark, lake, settings);
    try (Console console = new Console(spark.sparkContext())) {
      Attempt attempt =
          new Attempt(
              new Equipment(spark, settings, lake, console),
              NIGHT,
              RunId.starting(NIGHT, Instant.now()));
      STAGES.forEach(stage -> attempt.execute(stage.word(), stage.job()));
    }
    return lake;
  }

  private static void shop(SparkSession spark, Lake lake, Settings settings) {
    String id = "CASE id WHEN 40 THEN 'bad' WHEN 41 THEN 'good' ELSE CAST(id AS STRING) END";
    Dataset<Row> items = spark.range(ITEMS).selectExpr("id", id + " AS item_id");
    append(lake, Table.ITEM_INDEX, items.selectExpr("item_id", "id AS item"));
    append(
        lake,
        Table.ITEMS,
        items.selectExpr("item_id", "concat('Item ', item_id) AS title", "true AS available"));
    append(
        lake,
        Table.USER_INDEX,
        spark.range(USERS).selectExpr("CAST(id AS STRING) AS user_id", "id AS user"));
    append(lake, Table.REVIEWS, spark.createDataFrame(List.of(), Table.REVIEWS.schema()));
    append(
        lake,
        Table.EMBEDDINGS,
        items
            .selectExpr(
                "sha2(concat('Item ', item_id), 256) AS text_hash",
                "transform(sequence(0, 5), d -> CAST(if(d = if(id < 40, id % 4, 0), 3, 0)"
                    + " + hash(id, d) / 1e10 AS FLOAT)) AS vector")
            .withColumn("model_id", lit(EmbeddingModels.card(spark, settings.embed()).modelId())));
    append(
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
    append(
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

  private static void append(Lake lake, Table table, Dataset<Row> rows) {
    Dataset<Row> whole = rows;
    for (Column column : table.columns()) {
      if (!List.of(rows.columns()).contains(column.name())) {
        whole = whole.withColumn(column.name(), lit(null).cast(column.type()));
      }
    }
    lake.append(table, whole);
  }
}
