package dev.nightjar.udfs.sql.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.udfs.sql.SparkExtension;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import dev.nightjar.udfs.sql.operator.EmbedTexts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SparkExtension.class)
class ExtractEmbeddingTest {

  @BeforeEach
  void items(SparkSession spark) {
    spark
        .sql(
            "SELECT id, id % 2 AS category, concat('item number ', id % 20) AS title"
                + " FROM range(0, 60, 1, 2)")
        .createOrReplaceGlobalTempView("items");
  }

  @Test
  void filtersOnOtherColumnsRunBelow(SparkSession spark) {
    Dataset<Row> query =
        spark.sql(
            "SELECT id, v FROM (SELECT id, category, embed_text(title) AS v FROM"
                + " global_temp.items) WHERE category = 1 AND v[0] < 10");
    List<EmbedTexts> operators = operators(query);
    assertEquals(1, operators.size(), query.queryExecution()::toString);
    assertTrue(
        operators.get(0).child().exists(node -> node instanceof Filter),
        query.queryExecution()::toString);
    assertEquals(30, query.count());
  }

  @Test
  void aVectorInFilterSortAndSelectIsMadeOnce(SparkSession spark) {
    Dataset<Row> query =
        spark.sql(
            "SELECT id, embed_text(title) AS v FROM global_temp.items"
                + " WHERE embed_text(title)[0] < 10 ORDER BY embed_text(title)[1], id");
    assertEquals(1, operators(query).size(), query.queryExecution()::toString);
    assertEquals(60, query.collectAsList().size());
    assertEquals(List.of("id", "v"), List.of(query.columns()));
  }

  @Test
  void textsInsideAndAboveAggregatesAreExtracted(SparkSession spark) {
    Dataset<Row> query =
        spark.sql(
            "SELECT category, max(embed_text(title)[0]) AS inside, embed_text(max(title)) AS above,"
                + " size(embed_text(concat(category, ' ', min(title)))) AS mixed"
                + " FROM global_temp.items GROUP BY category ORDER BY category");
    List<Row> rows = query.collectAsList();
    assertEquals(2, operators(query).size(), query.queryExecution()::toString);
    assertEquals(0, calls(query).size());
    assertEquals(2, rows.size());
    assertEquals(384, rows.get(0).getList(2).size());
    assertEquals(384, rows.get(0).getInt(3));
  }

  @Test
  void groupingByAVectorWorks(SparkSession spark) {
    Dataset<Row> query =
        spark.sql("SELECT embed_text(title) AS v, count(*) FROM global_temp.items GROUP BY 1");
    assertEquals(20, query.collectAsList().size());
    assertEquals(1, operators(query).size(), query.queryExecution()::toString);
  }

  @Test
  void textsInJoinConditionsAreEmbeddedOnTheirSide(SparkSession spark) {
    Dataset<Row> query =
        spark.sql(
            "SELECT a.id, b.id FROM global_temp.items a JOIN global_temp.items b ON a.category ="
                + " b.category AND embed_text(a.title) = embed_text(b.title)");
    assertEquals(180, query.collectAsList().size());
    assertEquals(2, operators(query).size(), query.queryExecution()::toString);
    assertEquals(2, query.columns().length);
  }

  @Test
  void aTextOfBothSidesOfAnInnerJoinIsEmbeddedAboveIt(SparkSession spark) {
    Dataset<Row> query =
        spark.sql(
            "SELECT a.id, b.id FROM global_temp.items a JOIN global_temp.items b ON a.id = b.id"
                + " AND embed_text(concat(a.title, b.title))[0] < 10");
    assertEquals(60, query.collectAsList().size());
    assertEquals(1, operators(query).size(), query.queryExecution()::toString);
    assertEquals(0, calls(query).size());
  }

  @Test
  void whereNoOperatorCanTakeACallItRunsRowByRow(SparkSession spark) {
    Dataset<Row> lambda =
        spark.sql(
            "SELECT id, transform(array(title, 'x'), t -> embed_text(t)[0]) AS a,"
                + " embed_text(title)[0] AS b FROM global_temp.items");
    List<Row> rows = lambda.collectAsList();
    assertEquals(1, calls(lambda).size(), lambda.queryExecution()::toString);
    for (Row row : rows) {
      assertEquals(row.getFloat(2), (Float) row.getList(1).get(0), 0f);
    }
    Dataset<Row> outer =
        spark.sql(
            "SELECT a.id FROM global_temp.items a LEFT JOIN global_temp.items b ON a.id = b.id AND"
                + " embed_text(concat(a.title, b.title))[0] < 10");
    assertEquals(60, outer.collectAsList().size());
    assertEquals(1, calls(outer).size(), outer.queryExecution()::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60|SELECT embed_text(uuid()) AS v FROM global_temp.items",
        "60|SELECT id FROM global_temp.items WHERE embed_text(uuid())[0] < 10",
        "30|SELECT id FROM global_temp.items WHERE embed_text(uuid())[0] < 10 AND category = 1",
        "60|SELECT a.id FROM global_temp.items a JOIN global_temp.items b ON a.id = b.id WHERE"
            + " embed_text(concat(a.title, b.title, uuid()))[0] < 10",
        "60|SELECT id FROM global_temp.items ORDER BY embed_text(uuid())[0]",
        "60|SELECT first(embed_text(uuid())) OVER (ORDER BY id) FROM global_temp.items",
        "23040|SELECT explode(embed_text(uuid())) FROM global_temp.items",
        "1|SELECT embed_text(concat(max(title), uuid())) FROM global_temp.items",
        "60|SELECT embed_text(uuid()), embed_text(uuid()), embed_text(title) FROM global_temp.items",
        "60|SELECT embed_text(concat(uuid(), embed_text(uuid())[0])) FROM global_temp.items"
      })
  void nondeterministicTextsAreMadeBelow(int rows, String sql, SparkSession spark) {
    Dataset<Row> query = spark.sql(sql);
    assertEquals(rows, query.collectAsList().size());
    assertEquals(0, calls(query).size(), query.queryExecution()::toString);
  }

  @Test
  void aNondeterministicTextIsEvaluatedOnceARow(SparkSession spark) {
    List<Row> rows =
        spark
            .sql(
                "SELECT id, text, embed_text(text) = embed_text(expected) FROM (SELECT id,"
                    + " concat('text ', monotonically_increasing_id()) AS text, concat('text ', id)"
                    + " AS expected FROM range(0, 20, 1, 1))")
            .collectAsList();
    for (Row row : rows) {
      assertEquals("text " + row.getLong(0), row.getString(1));
      assertTrue(row.getBoolean(2), row::toString);
    }
    Dataset<Row> direct =
        spark.sql(
            "SELECT embed_text(concat('text ', monotonically_increasing_id())) AS v,"
                + " embed_text(concat('text ', id)) AS w FROM range(0, 20, 1, 1)");
    direct.collectAsList().forEach(row -> assertEquals(row.getList(1), row.getList(0)));
  }

  @Test
  void aNondeterministicTextInALambdaIsAnotherForEveryElement(SparkSession spark) {
    Row row =
        spark
            .sql(
                "SELECT transform(array(1, 2), x -> embed_text(uuid())[0]) AS v FROM"
                    + " global_temp.items")
            .head();
    assertNotEquals(row.getList(0).get(0), row.getList(0).get(1));
  }

  @Test
  void aCorrelatedSubqueryEmbedsWhatItsAggregateMakes(SparkSession spark) {
    Dataset<Row> query =
        spark.sql(
            "SELECT a.id, (SELECT coalesce(vector_norm(embed_text(max(b.title))), 0) FROM"
                + " global_temp.items b WHERE b.category = a.id) AS norm FROM range(3) a ORDER BY id");
    List<Row> rows = query.collectAsList();
    assertEquals(1, operators(query).size(), query.queryExecution()::toString);
    assertEquals(1, rows.get(0).getDouble(1), 1e-6);
    assertEquals(1, rows.get(1).getDouble(1), 1e-6);
    assertEquals(0, rows.get(2).getDouble(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,title|60|SELECT id, embed_text(title) AS v FROM wide",
        "id,title|60|SELECT id FROM wide WHERE embed_text(title)[0] < 10",
        "id,category,title|30|SELECT id FROM wide WHERE category = 1 AND embed_text(title)[0] < 10",
        "title|1|SELECT max(embed_text(title)[0]) FROM wide",
        "title|60|SELECT explode(array(embed_text(title)[0])) FROM wide",
        "id,title|7|SELECT id FROM wide ORDER BY embed_text(title)[0], id LIMIT 7",
        "id,title|60|SELECT a.id FROM wide a JOIN wide b ON a.id = b.id WHERE"
            + " embed_text(concat(a.title, b.title))[0] < 10",
        "id,category,title,note|60|SELECT *, embed_text(title) AS v FROM wide"
      })
  void aSourceReadsOnlyTheColumnsThatAQueryNames(
      String columns, int rows, String sql, SparkSession spark, @TempDir Path directory) {
    spark.conf().set("spark.sql.sources.useV1SourceList", "");
    String files = directory.resolve("wide").toUri().toString();
    spark
        .sql("SELECT id, category, title, 'a note' AS note FROM global_temp.items")
        .write()
        .parquet(files);
    spark.read().parquet(files).createOrReplaceTempView("wide");
    Dataset<Row> query = spark.sql(sql);
    assertEquals(rows, query.collectAsList().size());
    List<String> scans = new ArrayList<>();
    query
        .queryExecution()
        .optimizedPlan()
        .foreach(
            node -> {
              if (node instanceof DataSourceV2ScanRelation scan) {
                scans.add(String.join(",", scan.scan().readSchema().fieldNames()));
              }
              return null;
            });
    assertEquals(Set.of(columns), Set.copyOf(scans), query.queryExecution()::toString);
  }

  @Test
  void generatorsAndWindowsReadVectors(SparkSession spark) {
    assertEquals(
        60 * 384, spark.sql("SELECT explode(embed_text(title)) FROM global_temp.items").count());
    Dataset<Row> window =
        spark.sql(
            "SELECT id, first(embed_text(title)) OVER (PARTITION BY category ORDER BY id) AS v"
                + " FROM global_temp.items");
    assertEquals(60, window.collectAsList().size());
    assertEquals(0, calls(window).size(), window.queryExecution()::toString);
  }

  @Test
  void constantsAreEmbeddedWhilePlanning(SparkSession spark) {
    Dataset<Row> query =
        spark.sql(
            "SELECT id, embed_query('a small guitar')[0] AS a, embed_text('a small guitar')[0] AS b"
                + " FROM global_temp.items");
    assertEquals(0, operators(query).size(), query.queryExecution()::toString);
    assertEquals(0, calls(query).size());
    Row row = query.head();
    assertEquals(row.getFloat(1), row.getFloat(2), 0f);
    assertTrue(
        query.queryExecution().toString().contains("embed_query(a small guitar"),
        query.queryExecution()::toString);
  }

  @Test
  void aLocalTableIsNotEmbeddedWhilePlanning(SparkSession spark) {
    Dataset<Row> query = spark.sql("SELECT embed_text(a) FROM VALUES ('x'), ('y'), (NULL) t(a)");
    assertEquals(1, operators(query).size(), query.queryExecution()::toString);
    assertEquals(3, query.collectAsList().size());
  }

  static List<EmbedTexts> operators(Dataset<Row> query) {
    List<EmbedTexts> found = new ArrayList<>();
    find(query.queryExecution().optimizedPlan(), found);
    return found;
  }

  private static void find(LogicalPlan plan, List<EmbedTexts> found) {
    if (plan instanceof EmbedTexts embed) {
      found.add(embed);
    }
    ScalaCollections.list(plan.children()).forEach(child -> find(child, found));
  }

  /** Nodes that still hold a call in an expression. */
  private static List<LogicalPlan> calls(Dataset<Row> query) {
    List<LogicalPlan> found = new ArrayList<>();
    findCalls(query.queryExecution().optimizedPlan(), found);
    return found;
  }

  private static void findCalls(LogicalPlan plan, List<LogicalPlan> found) {
    if (!(plan instanceof EmbedTexts) && EmbedCalls.inExpressionsOf(plan)) {
      found.add(plan);
    }
    ScalaCollections.list(plan.children()).forEach(child -> findCalls(child, found));
  }
}
