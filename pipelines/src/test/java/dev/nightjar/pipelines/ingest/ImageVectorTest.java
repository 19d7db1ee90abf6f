package dev.nightjar.pipelines.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How vectors of pictures come into the catalog, and which do not. */
@ExtendWith(SparkExtension.class)
final class ImageVectorTest {

  private static final String ARRAYS =
      """
      ingest.sources.shop {
        table = items, format = FORMAT, path = "DIR/items"
        select { item_id = id, title = id, image_vector = vector }
      }
      """;

  @TempDir private Path directory;
  private SparkSession spark;
  private IngestFixture fixture;

  @BeforeEach
  void fixture(SparkSession session) {
    spark = session;
    fixture = new IngestFixture(session, directory);
  }

  @Test
  void arraysOfJsonParquetAndDelta() {
    spark
        .sql(
            "SELECT * FROM VALUES ('a', array(0.5D, -2D)), ('b', array(1e-3D, 3D)), ('c', NULL)"
                + " AS t(id, vector)")
        .write()
        .parquet(fixture.path("parquet").toString());
    spark
        .read()
        .parquet(fixture.path("parquet").toString())
        .write()
        .format("delta")
        .save(fixture.path("delta").toString());
    fixture.file(
        "json",
        "{\"id\":\"a\",\"vector\":[0.5,-2]}",
        "{\"id\":\"b\",\"vector\":[1e-3,3]}",
        "{\"id\":\"c\"}");

    for (String format : List.of("json", "parquet", "delta")) {
      String settings = ARRAYS.replace("FORMAT", format).replace("DIR/items", "DIR/" + format);
      assertEquals(
          List.of("[a,[0.5,-2.0]]", "[b,[0.001,3.0]]", "[c,null]"),
          vectors(fixture.check(settings)),
          format);
    }
  }

  @Test
  void textOfACsvIsReadAsJsonOrByAnExpression() {
    fixture.file("items", "id,vector", "a,\"[0.5, -2]\"", "b,");
    assertEquals(
        List.of("[a,[0.5,-2.0]]", "[b,null]"),
        vectors(fixture.check(ARRAYS.replace("FORMAT", "csv"))));

    fixture.file("items", "id,vector", "a,0.5 -2", "b,");
    String split =
        ARRAYS
            .replace("FORMAT", "csv")
            .replace("= vector", "= \"CAST(split(vector, ' ') AS ARRAY<FLOAT>)\"");
    assertEquals(List.of("[a,[0.5,-2.0]]", "[b,null]"), vectors(fixture.check(split)));
  }

  @Test
  void aBrokenVectorIsQuarantined() {
    fixture.file(
        "items",
        "{\"id\":\"empty\",\"vector\":[]}",
        "{\"id\":\"hole\",\"vector\":[1,null]}",
        "{\"id\":\"nan\",\"vector\":[1,\"NaN\"]}",
        "{\"id\":\"infinite\",\"vector\":[\"-Infinity\",1]}",
        "{\"id\":\"huge\",\"vector\":[1e300,1]}",
        "{\"id\":\"word\",\"vector\":[1,\"two\"]}",
        "{\"id\":\"good\",\"vector\":[1,2]}");

    CheckedSource checked = fixture.check(ARRAYS.replace("FORMAT", "json"));

    String notFinite = "image_vector has a value that is not a finite number]";
    assertEquals(
        List.of(
            "[empty,image_vector is empty]",
            "[hole," + notFinite,
            "[huge," + notFinite,
            "[infinite," + notFinite,
            "[nan," + notFinite),
        rows(checked.refused().selectExpr("title", "array_join(_broken, '; ')")));
    assertEquals(List.of("[good,[1.0,2.0]]", "[word,null]"), vectors(checked));
  }

  @Test
  void textThatIsNoListIsLeftOutAndTold() {
    fixture.file("items", "id,vector", "a,none", "b,\"[1, x]\"", "c,\"{}\"", "d,1.5");

    CheckedSource checked = fixture.check(ARRAYS.replace("FORMAT", "csv"));

    assertEquals(
        List.of(
            "[image_vector is not a list of numbers: '1.5']",
            "[image_vector is not a list of numbers: '[1, x]']",
            "[image_vector is not a list of numbers: 'none']",
            "[image_vector is not a list of numbers: '{}']"),
        rows(
            checked
                .accepted()
                .where("image_vector IS NULL")
                .selectExpr("array_join(" + BrokenRules.UNCONVERTED + ", '; ')")));
  }

  @Test
  void anItemWithoutAPictureKeepsTheHashThatItHadBeforeThereWerePictures() {
    fixture.file("items", "{\"id\":\"a\",\"vector\":null}", "{\"id\":\"b\",\"vector\":[1]}");

    CheckedSource checked = fixture.check(ARRAYS.replace("FORMAT", "json"));

    String before = "{\"item_id\":\"a\",\"title\":\"a\",\"available\":true}";
    String with = "{\"item_id\":\"b\",\"title\":\"b\",\"image_vector\":[1.0],\"available\":true}";
    assertEquals(
        rows(
            spark.sql("SELECT sha2('" + before + "', 256) UNION SELECT sha2('" + with + "', 256)")),
        rows(checked.accepted().select("row_hash")));
  }

  private static List<String> vectors(CheckedSource checked) {
    return rows(
        checked
            .accepted()
            .selectExpr("item_id", "array_join(image_vector, ',') AS v")
            .selectExpr("item_id", "concat('[', v, ']')"));
  }

  private static List<String> rows(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
