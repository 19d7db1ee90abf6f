package dev.nightjar.pipelines.benchmark.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.udfs.sql.ModelCard;
import dev.nightjar.udfs.vector.VectorMath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class EmbedBenchmarkTest {

  @Test
  void everyWayIsTimedOnTheSameTexts(SparkSession spark, @TempDir Path directory)
      throws IOException {
    Path texts = directory.resolve("texts.txt");
    Files.write(
        texts, IntStream.range(0, 40).mapToObj(i -> "a text " + "about ".repeat(i) + i).toList());
    List<ResultLine> lines = new EmbedBenchmark(texts.toString(), 20, "minilm").run(spark);
    assertEquals(
        List.of("ceiling", "sql", "copies", "row", "arrival"),
        lines.stream().map(ResultLine::model).toList());
    for (ResultLine line : lines) {
      assertTrue(Double.parseDouble(line.figures().get("texts_per_s")) > 0, line.toString());
      assertTrue(Long.parseLong(line.figures().get("tokens_per_s")) > 0, line.toString());
    }
  }

  @Test
  void theNaiveWaysGiveTheSameVectors(SparkSession spark) {
    List<String> texts = IntStream.range(0, 35).mapToObj(i -> "a guitar ".repeat(i) + i).toList();
    Dataset<Row> table = spark.createDataset(texts, Encoders.STRING()).toDF("text").coalesce(1);
    NaiveEmbedding naive = new NaiveEmbedding(ModelCard.of(spark));
    List<Row> expected =
        table.selectExpr("vector_normalize(embed_text(text)) AS v").collectAsList();
    List<?> rows = naive.rowByRow(table).collectAsList();
    List<?> batches = naive.inArrivalOrder(table).collectAsList();
    for (int i = 0; i < texts.size(); i++) {
      float[] vector = new float[384];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = expected.get(i).<Float>getList(0).get(j);
      }
      assertEquals(1, VectorMath.cosine(vector, (float[]) rows.get(i)), 1e-5);
      assertEquals(1, VectorMath.cosine(vector, (float[]) batches.get(i)), 1e-5);
    }
  }

  @Test
  void aFileWithoutTextsIsRefused(SparkSession spark, @TempDir Path directory) throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.txt"), "\n \n");
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new EmbedBenchmark(empty.toString(), 0, "minilm").run(spark));
    assertEquals(
        "--texts " + empty + " has no text; give a file with a text a line", error.getMessage());
  }

  @Test
  void aNegativeSampleIsRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> new EmbedBenchmark("texts", -1, "minilm"));
    assertEquals("--sample is -1; give how many texts to take, or 0 for all", error.getMessage());
  }
}
