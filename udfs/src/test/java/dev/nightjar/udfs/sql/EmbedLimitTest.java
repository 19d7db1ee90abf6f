package dev.nightjar.udfs.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.udfs.sql.function.EmbedSetting;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import dev.nightjar.udfs.sql.operator.EmbedTextsExec;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many texts a query embeds, by the operator's own metrics. */
@ExtendWith(SparkExtension.class)
class EmbedLimitTest {

  private static final String ROWS =
      "(SELECT id, concat('limit ', id) AS text FROM range(0, 2000, 1, 4))";

  private final SparkSession spark;

  EmbedLimitTest(SparkSession spark) {
    this.spark = spark;
    spark.conf().set(EmbedSetting.CACHE_BYTES.key(), "0");
  }

  @Test
  void aLimitEmbedsNoMoreThanItsRows() {
    assertTexts(10, "SELECT id, embed_text(text) AS v FROM " + ROWS + " LIMIT 10", 10);
  }

  @Test
  void aLimitAfterASortEmbedsNoMoreThanItsRows() {
    String query =
        "SELECT id, embed_text(text) AS v, id % 7 AS k FROM "
            + ROWS
            + " ORDER BY k, id DESC LIMIT 5";
    List<Row> rows = assertTexts(5, query, 5);
    assertEquals(1995, rows.get(0).getLong(0));
    assertEquals(List.of("id", "v", "k"), List.of(spark.sql(query).columns()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT embed_text(text) AS v FROM %s ORDER BY k LIMIT 10|0",
        "SELECT embed_text(text) AS v, id FROM %s ORDER BY k, text LIMIT 10 OFFSET 20|20",
        "SELECT embed_text(text) AS v FROM (SELECT text FROM %s ORDER BY k LIMIT 10)|0",
        "SELECT v FROM (SELECT text, k, embed_text(text) AS v FROM %s) ORDER BY k LIMIT 10|0",
        "SELECT embed_text(concat(text, '')) AS v FROM (SELECT text FROM %s ORDER BY k LIMIT 10"
            + " OFFSET 5)|5"
      })
  void aSortedLimitEmbedsItsRowsAloneInTheirOrder(String sql, int first) {
    String source = "(SELECT id AS k, text, id FROM " + ROWS + " ORDER BY id DESC)";
    List<Row> rows = assertTexts(10, sql.formatted(source), 10);
    for (int i = 0; i < 10; i++) {
      assertEquals(vector("limit " + (first + i)), rows.get(i).getList(0));
    }
  }

  @Test
  void aSortedLimitOfADatasetEmbedsItsRowsAlone() {
    Dataset<Row> items =
        spark.sql("SELECT id, 5000 - id AS k, embed_text(text) AS v FROM " + ROWS).orderBy("k");
    Dataset<Row> selected = items.limit(7).selectExpr("v[0] AS first", "id + 1 AS next");
    List<Row> rows = selected.collectAsList();
    assertEquals(7, metric(selected, "texts"), selected.queryExecution()::toString);
    for (int i = 0; i < 7; i++) {
      assertEquals(2000 - i, rows.get(i).getLong(1));
      assertEquals(vector("limit " + (1999 - i)).get(0), rows.get(i).getFloat(0));
    }
    Dataset<Row> shown = items.selectExpr("CAST(v AS STRING) AS v").limit(21);
    assertEquals(21, shown.collectAsList().size());
    assertEquals(21, metric(shown, "texts"), shown.queryExecution()::toString);
  }

  @Test
  void aSortByVectorsComesBeforeItsLimit() {
    String query =
        "SELECT embed_text(concat(text, '!')) AS v FROM "
            + ROWS
            + " WHERE id < 30 ORDER BY embed_text(text)[0], id LIMIT 4";
    Dataset<Row> sorted = spark.sql(query);
    List<Row> all = spark.sql(query.replace("LIMIT 4", "")).collectAsList();
    assertEquals(all.subList(0, 4), sorted.collectAsList());
  }

  private List<Float> vector(String text) {
    return spark.sql("SELECT embed_text('" + text + "')").head().getList(0);
  }

  @Test
  void aLimitOverAFilterOnVectorsReadsInGrowingWindows() {
    Dataset<Row> query =
        spark.sql("SELECT id FROM " + ROWS + " WHERE embed_text(text)[0] < 10 LIMIT 3");
    assertEquals(3, query.collectAsList().size());
    assertTrue(metric(query, "texts") <= 3 * 32, "texts embedded: " + metric(query, "texts"));
  }

  @Test
  void aCallInACoalesceEmbedsAllRowsAndOneAboveAnAntiJoinTheMissing() {
    spark
        .sql("SELECT id, array(0.5F) AS vector FROM range(0, 30, 1, 1) WHERE id % 3 > 0")
        .createOrReplaceTempView("known");
    spark
        .sql("SELECT id, concat('item ', id) AS title FROM range(0, 30, 1, 2)")
        .createOrReplaceTempView("items");
    assertTexts(
        30,
        "SELECT id, coalesce(vector, embed_text(title)) AS vector FROM items LEFT JOIN known"
            + " USING (id)",
        30);
    assertTexts(
        10,
        "SELECT id, vector FROM known UNION ALL SELECT id, embed_text(title) AS vector FROM items"
            + " LEFT ANTI JOIN known USING (id)",
        30);
  }

  @Test
  void aTaskThatEndsEarlyGivesUpWhatWasNotEmbedded() {
    spark.conf().set(EmbedSetting.CACHE_BYTES.key(), "10000000");
    String rows =
        "(SELECT id, concat(repeat('word ', CASE id WHEN 0 THEN 250 WHEN 1499 THEN 0 ELSE 60 END),"
            + " 'early ', id) AS text FROM range(0, 1500, 1, 1))";
    MapPartitionsFunction<Row, Boolean> first = vectors -> List.of(vectors.hasNext()).iterator();
    Dataset<Row> all = spark.sql("SELECT id, embed_text(text) AS v FROM " + rows);
    assertTrue(all.mapPartitions(first, Encoders.BOOLEAN()).head());
    assertTexts(1, "SELECT embed_text(text) AS v FROM " + rows + " WHERE id = 1499", 1);
  }

  @Test
  void takeAndShowEmbedFewTexts() {
    Dataset<Row> query = spark.sql("SELECT embed_text(text) AS v FROM " + ROWS);
    assertEquals(2, query.takeAsList(2).size());
    assertEquals(2000, query.count());
  }

  @Test
  void metricsCountWhatWasDone() {
    Dataset<Row> query =
        spark.sql(
            "SELECT embed_text(text) AS v FROM (SELECT IF(id < 3, NULL, concat('metric ', id % 10,"
                + " repeat(' long', IF(id = 99, 500, 0)))) AS text FROM range(0, 100, 1, 1))");
    query.collectAsList();
    assertEquals(100, metric(query, "numOutputRows"));
    assertEquals(11, metric(query, "texts"));
    assertEquals(86, metric(query, "repeated"));
    assertEquals(10 * 4 + 256, metric(query, "tokens"));
    assertEquals(10 * 4 + 256, metric(query, "paddedTokens"));
    assertEquals(2, metric(query, "batches"));
    assertEquals(1, metric(query, "truncated"));
    assertTrue(metric(query, "tokenizeTime") > 0);
    assertTrue(metric(query, "inferenceTime") > 0);
  }

  @Test
  void metricsAddUpWhereATaskRunsSeveralPartitions() {
    Dataset<Row> query =
        spark
            .sql(
                "SELECT embed_text(concat('metric ', id)) AS v FROM range(0, 100, 1, 20)"
                    + " WHERE id % 10 < 8")
            .coalesce(2);
    assertEquals(80, query.collectAsList().size());
    assertEquals(80, metric(query, "numOutputRows"));
    assertEquals(80, metric(query, "texts"));
    assertEquals(80 * 4, metric(query, "tokens"));
  }

  private List<Row> assertTexts(long texts, String sql, int rows) {
    Dataset<Row> query = spark.sql(sql);
    List<Row> found = query.collectAsList();
    assertEquals(rows, found.size());
    assertEquals(texts, metric(query, "texts"), query.queryExecution()::toString);
    return found;
  }

  /** A metric of the query's operators, after it ran. */
  static long metric(Dataset<Row> query, String name) {
    return operators(query.queryExecution().executedPlan()).stream()
        .mapToLong(operator -> operator.metrics().apply(name).value())
        .sum();
  }

  private static List<EmbedTextsExec> operators(SparkPlan plan) {
    List<EmbedTextsExec> found = new ArrayList<>();
    if (plan instanceof EmbedTextsExec embed) {
      found.add(embed);
    }
    if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      found.addAll(operators(adaptive.executedPlan()));
    }
    if (plan instanceof QueryStageExec stage) {
      found.addAll(operators(stage.plan()));
    }
    ScalaCollections.list(plan.children()).forEach(child -> found.addAll(operators(child)));
    return found;
  }
}
