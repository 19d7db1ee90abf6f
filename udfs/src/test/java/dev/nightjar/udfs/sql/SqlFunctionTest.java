package dev.nightjar.udfs.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SparkExtension.class)
class SqlFunctionTest {

  private final SparkSession spark;

  SqlFunctionTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @EnumSource
  void everyFunctionIsDescribedAndItsExampleGivesWhatItSays(SqlFunction function) {
    String described =
        spark.sql("DESCRIBE FUNCTION EXTENDED " + function.sqlName()).collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.joining("\n"));
    assertTrue(described.contains("Usage: " + function.sqlName() + "("), described);
    assertTrue(described.contains(function.exampleResult()), described);
    assertEquals(function.exampleResult(), hive(function.exampleQuery()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vector_inner_product(array(1.0F), CAST(NULL AS ARRAY<FLOAT>))|NULL",
        "vector_inner_product(array(1.0F, NULL), array(1.0F, 2.0F))|NULL",
        "vector_inner_product(CAST(array() AS ARRAY<FLOAT>), CAST(array() AS ARRAY<FLOAT>))|0.0",
        "vector_cosine_similarity(array(0.0F), array(1.0F))|NULL",
        "vector_cosine_similarity(array(3.0e19F, 4.0e19F), array(3.0e19F, 4.0e19F))|1.0",
        "vector_norm(array(3.0F, -4.0F), 1.0F)|7.0",
        "vector_norm(array(3.0F, -4.0F), float('inf'))|4.0",
        "vector_normalize(array(1.0F, 3.0F), 1.0F)|[0.25,0.75]",
        "vector_normalize(array(0.0F, -0.0F))|NULL",
        "vector_normalize(array(0.0F, 0.0F), float('inf'))|NULL",
        "vector_normalize(CAST(array() AS ARRAY<FLOAT>))|[]",
        "vector_normalize(array(1.0F, NULL))|NULL",
        "vector_normalize(array(1.0e-45F))|[1.0]",
        "fuse_concat(array(1.0F), array(1.0F, NULL))|NULL",
        "vector_inner_product(array(1, 2), array(1.5, 2.5))|6.5",
        "fuse_weighted(NULL, array(1.0F), 0.5)|NULL",
        "tokenize_text(NULL)|NULL",
        "count_tokens('')|2",
        "count_tokens(repeat('word ', 1000))|1002",
        "size(tokenize_text(repeat('word ', 1000)))|256",
        "embed_text(NULL)|NULL"
      })
  void nullsAndEdgesGiveWhatSparkGives(String expression, String expected) {
    assertEquals(expected, hive("SELECT " + expression));
    assertEquals(
        expected,
        hive("SELECT " + expression + " FROM (SELECT explode(array(1, 2)) AS n) WHERE n = 2"));
  }

  @Test
  void aggregatesLeaveNullsOutAndGiveNullForNothing() {
    String rows =
        " FROM VALUES (1, array(1.0F, 2.0F), 1D), (1, NULL, 1D), (1, array(5.0F, NULL), 1D),"
            + " (1, array(3.0F, 2.0F), NULL), (2, NULL, 1D) AS t(g, v, w)";
    assertEquals("[4.0,4.0]", hive("SELECT vector_sum(v)" + rows));
    assertEquals("[2.0,2.0]", hive("SELECT vector_avg(v)" + rows));
    assertEquals("[1.0,2.0]", hive("SELECT vector_weighted_avg(v, w)" + rows));
    assertEquals("NULL", hive("SELECT vector_avg(v)" + rows + " WHERE g = 2"));
  }

  @Test
  void sumsAreTheSameBytesInWhateverOrderRowsCome() {
    String rows =
        "SELECT id %% 3 AS g, array(float(sin(id) * pow(10, id %% 9)), float(1 / (id + 1))) AS v, 1 /"
            + " (id + 3D) AS w FROM range(0, 10000, 1, %d) %s";
    String sums =
        "SELECT g, vector_sum(v), vector_avg(v), vector_weighted_avg(v, w) FROM (%s) GROUP BY g"
            + " ORDER BY g";
    String one = hive(sums.formatted(rows.formatted(1, "")));
    assertEquals(one, hive(sums.formatted(rows.formatted(7, "ORDER BY id % 101, id DESC"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vector_inner_product(array(1.0F), array(1.0F, NULL))",
        "vector_cosine_similarity(array(1.0F, NULL), array(1.0F))",
        "vector_l2_distance(array(CAST(NULL AS FLOAT)), array(1.0F, 2.0F))",
        "fuse_weighted(array(CAST(NULL AS FLOAT)), array(1.0F, 2.0F), 0.5)",
        "fuse_attention(array(CAST(NULL AS FLOAT)), array(1.0F, 2.0F))"
      })
  void differentDimensionsAreAnErrorThoughAnElementIsNull(String call) {
    Exception error = assertThrows(Exception.class, () -> hive("SELECT " + call));
    assertTrue(messages(error).contains("dimensions; both must have the same"), messages(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector_norm", "vector_normalize"})
  void anUnknownDegreeIsAnErrorThoughAnElementIsNull(String function) {
    Exception error =
        assertThrows(
            Exception.class,
            () -> hive("SELECT " + function + "(array(CAST(NULL AS FLOAT)), 3.0F)"));
    assertTrue(messages(error).contains("norm degree is 3.0; use 1.0, 2.0"), messages(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector_inner_product", "vector_cosine_similarity", "vector_l2_distance"})
  void differentDimensionsAreAnErrorWithBoth(String function) {
    Exception error =
        assertThrows(
            Exception.class,
            () ->
                hive(
                    "SELECT "
                        + function
                        + "(array(1.0F), array(1.0F, float(n))) FROM (SELECT"
                        + " explode(array(1, 2)) AS n)"));
    assertTrue(
        messages(error).contains("vectors have 1 and 2 dimensions; both must have the same"),
        messages(error));
  }

  @Test
  void wrongArgumentsAreRefusedWithTheSignature() {
    Exception number =
        assertThrows(Exception.class, () -> spark.sql("SELECT fuse_weighted(array(1.0F))"));
    assertTrue(
        messages(number)
            .contains(
                "fuse_weighted takes 3 arguments, got 1 arguments: fuse_weighted(a, b, alpha)"),
        messages(number));
    Exception type = assertThrows(Exception.class, () -> spark.sql("SELECT embed_text(array(1))"));
    assertTrue(messages(type).contains("requires the \"STRING\" type"), messages(type));
    Exception model =
        assertThrows(Exception.class, () -> spark.sql("SELECT embed_text('x', '/no/such/model')"));
    assertTrue(
        messages(model).contains("there is no model at file:/no/such/model"), messages(model));
    Exception variable =
        assertThrows(
            Exception.class, () -> spark.sql("SELECT embed_text(m, m) FROM VALUES ('x') AS t(m)"));
    assertTrue(messages(variable).contains("name it by a constant text"), messages(variable));
    Exception alpha =
        assertThrows(
            Exception.class, () -> hive("SELECT fuse_weighted(array(1.0F), array(1.0F), 1.5)"));
    assertTrue(
        messages(alpha).contains("fusion weight alpha is 1.5; use a number from 0 to 1"),
        messages(alpha));
  }

  private String hive(String query) {
    return spark.sql(query).collectAsList().stream()
        .map(SqlFunctionTest::print)
        .collect(Collectors.joining("\n"));
  }

  private static String print(Row row) {
    return scala.jdk.javaapi.CollectionConverters.asJava(row.toSeq()).stream()
        .map(SqlFunctionTest::print)
        .collect(Collectors.joining("\t"));
  }

  private static String print(Object value) {
    return value instanceof scala.collection.Seq<?> array
        ? array.mkString("[", ",", "]")
        : value == null ? "NULL" : value.toString();
  }

  private static String messages(Throwable error) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    return all.toString();
  }
}
