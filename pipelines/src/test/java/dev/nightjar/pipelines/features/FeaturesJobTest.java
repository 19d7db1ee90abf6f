package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.content.TextSource;
import dev.nightjar.pipelines.fold.HistoryRows;
import dev.nightjar.pipelines.fusion.ListQuality;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.SourceLists;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.PartialRows;
import dev.nightjar.pipelines.metric.RankingMetric;
import dev.nightjar.pipelines.publish.MadeOnce;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.text.EmbeddingModels;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Forty items in four groups of taste whose texts say nothing of them, and sixty shoppers. */
@ExtendWith(SparkExtension.class)
final class FeaturesJobTest {

  private static final Night NIGHT = new Night(LocalDate.of(2025, 3, 1));
  private static final int ITEMS = 40;
  private static final int WINDOW = 7;

  /** A picture for all but every tenth item; its first four values tell the group. */
  private static final String PICTURES =
      "if(id % 10 = 9, null,"
          + " transform(sequence(0, 4), d -> CAST(if(d = id % 4, 3, 0.1) AS FLOAT)))";

  private static final MadeOnce MADE = new MadeOnce();

  @TempDir private Path directory;
  private SparkSession spark;
  private Lake lake;
  private Settings settings;

  /** On a copy of a lake of all but the catalog. */
  @BeforeEach
  void shop(SparkSession session) {
    spark = session;
    MADE.into(directory, this::make);
    work(directory);
  }

  private void work(Path root) {
    lake = new Lake(spark, root.toString());
    settings = Settings.of(ConfigFactory.parseMap(Map.of("lake.root", lake.root())));
  }

  private void make(Path root) {
    work(root);
    append(Table.ITEM_INDEX, ids(ITEMS, "item_id", "item"));
    append(Table.USER_INDEX, ids(60, "user_id", "user"));
    append(
        Table.INTERACTIONS,
        spark
            .range(60)
            .selectExpr("CAST(id AS STRING) AS user_id", "id AS user")
            .selectExpr("user_id", "user", "posexplode(array(200, 150, 13, 12, 3)) AS (n, age)")
            .selectExpr(
                "user_id",
                "CAST((user * 7 + n * 3) % 10 * 4 + user % 4 AS STRING) AS item_id",
                "'view' AS kind",
                "timestampadd(DAY, -age, TIMESTAMP '2025-03-01 12:00:00') AS at",
                "DATE'2025-03-01' - age AS day"));
    append(Table.REVIEWS, spark.createDataFrame(java.util.List.of(), Table.REVIEWS.schema()));
    append(
        Table.EMBEDDINGS,
        spark
            .range(ITEMS)
            .selectExpr(
                "sha2('Item ' || id, 256) AS text_hash",
                "transform(sequence(0, 2), d -> CAST(hash(id, d) / 2e9 AS FLOAT)) AS vector")
            .withColumn("model_id", lit(EmbeddingModels.card(spark, settings.embed()).modelId())));
  }

  @Test
  void picturesThatCarryTheTasteRankBetterThanTextsThatDoNot() {
    append(Table.ITEMS, items(PICTURES));

    run();

    assertEquals(
        0, lake.read(Table.ITEM_PROFILES).where("dislikes IS NOT NULL").count(), "nobody dislikes");
    Dataset<Row> profiles = lake.read(Table.ITEM_PROFILES).where("fold = 'test'");
    Vectors vectors = VectorRows.ofItems(profiles, "vector", ITEMS);
    Vectors pictures = VectorRows.ofItems(profiles, "image_vector", ITEMS);
    Vectors texts = VectorRows.ofItems(profiles, "text_vector", ITEMS).normalized();
    assertEquals(3 + 5, vectors.dimension());
    assertTrue(ndcg(vectors) > 1.5 * ndcg(texts), ndcg(vectors) + " over " + ndcg(texts));
    assertEquals(1, pictures.dotProduct(4, 4), 1e-6);
    assertEquals(0, pictures.dotProduct(9, 9));
    assertEquals(texts.dotProduct(9, 19), vectors.dotProduct(9, 19), 1e-6);
    double content = vectors.values()[4 * 8] / texts.values()[4 * 3];
    double share = 1 - content * content;
    assertTrue(share > 0.4, "share " + share);
    assertEquals(
        (1 - share) * texts.dotProduct(4, 5) + share * pictures.dotProduct(4, 5),
        vectors.dotProduct(4, 5),
        1e-5);
    assertEquals(
        8, lake.read(Table.USER_PROFILES).selectExpr("max(size(vector))").first().getInt(0));
  }

  @Test
  void aLakeFromBeforeThereWerePicturesKeepsItsVectors() {
    items("CAST(NULL AS ARRAY<FLOAT>)")
        .drop("image_vector")
        .write()
        .format("delta")
        .save(lake.path(Table.ITEMS));

    run();

    Dataset<Row> profiles = lake.read(Table.ITEM_PROFILES).where("fold = 'live'");
    assertEquals(0, profiles.where("image_vector IS NOT NULL").count());
    assertArrayEquals(
        VectorRows.ofItems(profiles, "text_vector", ITEMS).normalized().normalized().values(),
        VectorRows.ofItems(profiles, "vector", ITEMS).values());
  }

  @Test
  void picturesOfTwoEncodersStopTheStage() {
    append(
        Table.ITEMS, items("if(id = 7, array(1.5F, 2F), if(id = 8, array(0F), " + PICTURES + "))"));

    var e = assertThrows(IllegalStateException.class, this::run);

    assertEquals(
        "image vectors of the catalog differ in length: item 7 has 2 values (items like it: 1),"
            + " item 0 has 5 values (items like it: 34); encode every picture with one encoder,"
            + " ingest those vectors and run again",
        e.getMessage());
    assertEquals(Lake.NO_VERSION, lake.version(Table.ITEM_PROFILES));
  }

  @Test
  void textsThatWereNotEmbeddedStopTheStage() {
    append(Table.ITEMS, items(PICTURES));
    settings =
        Settings.of(
            ConfigFactory.parseMap(
                Map.of("lake.root", lake.root(), "embed.item-text", "concat(title, '!')")));

    var e = assertThrows(IllegalStateException.class, this::run);

    assertEquals(
        "40 texts have no vector of the model that embed.model names; run the stage embed of night"
            + " 2025-03-01 first",
        e.getMessage());
  }

  private void run() {
    try (Console console = new Console(spark.sparkContext())) {
      FeaturesJob.execute(
          new StageRun(new Equipment(spark, settings, lake, console), NIGHT, "features"));
    }
  }

  /** Of the source text alone over what users took in the last window. */
  private double ndcg(Vectors vectors) {
    Dataset<Row> users =
        lake.read(Table.USER_PROFILES).select("user", "items", "ages", "weights", "relevant");
    Catalog catalog = Catalog.of(ITEMS).withText(vectors);
    Dataset<Row> lists =
        SourceLists.of(
            HistoryRows.before(users, WINDOW),
            TextSource.of(catalog, Decay.NONE),
            catalog,
            new PoolLimits(10, Repeat.EXCLUDE),
            new Broadcasts(spark));
    return ListQuality.mean(
        RankingMetric.NDCG, lists, HistoryRows.touched(users, WINDOW, 0, true), 10);
  }

  private Dataset<Row> items(String imageVector) {
    return PartialRows.whole(
        Table.ITEMS,
        spark
            .range(ITEMS)
            .selectExpr(
                "CAST(id AS STRING) AS item_id",
                "'Item ' || id AS title",
                imageVector + " AS image_vector",
                "true AS available"));
  }

  private Dataset<Row> ids(int count, String id, String dense) {
    return spark.range(count).select(col("id").cast("string").as(id), col("id").as(dense));
  }

  private void append(Table table, Dataset<Row> rows) {
    PartialRows.append(lake, table, rows);
  }
}
