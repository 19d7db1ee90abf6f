package dev.nightjar.pipelines.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class VectorFusionsTest {

  private static final String NONE = "CAST(NULL AS ARRAY<FLOAT>)";

  @Test
  void eachPartAndEachFusionThatNeedsNoWeight(SparkSession spark) {
    Map<String, Vectors> fusions =
        fusions(
            spark,
            "(0, array(3f, 0f), array(0f, 2f), " + NONE + ")",
            "(1, null, array(1f, 0f), null)");
    assertEquals(
        List.of("catalog text", "reviews", "mean", "concat", "attention"),
        List.copyOf(fusions.keySet()));
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(new float[] {half, half, 1, 0}, fusions.get("mean").values(), 1e-6f);
    assertEquals(4, fusions.get("concat").dimension());
  }

  @Test
  void picturesAloneAndWithTheOthers(SparkSession spark) {
    Map<String, Vectors> fusions =
        fusions(
            spark,
            "(0, array(3f, 0f), array(0f, 2f), array(1f))",
            "(1, array(0f, 1f), null, null)");
    assertEquals(
        List.of(
            "catalog text",
            "reviews",
            "pictures",
            "mean",
            "concat",
            "attention",
            "text, reviews and pictures"),
        List.copyOf(fusions.keySet()));
    float third = (float) Math.sqrt(1 / 3.0);
    assertArrayEquals(
        new float[] {third, 0, 0, third, third, 0, 1, 0, 0, 0},
        fusions.get("text, reviews and pictures").values(),
        1e-6f);
  }

  @Test
  void picturesBesideTextAlone(SparkSession spark) {
    Map<String, Vectors> fusions = fusions(spark, "(0, array(3f, 0f), " + NONE + ", array(1f))");
    assertEquals(
        List.of("catalog text", "pictures", "text and pictures"), List.copyOf(fusions.keySet()));
  }

  @Test
  void nothingToCompareWithOnePart(SparkSession spark) {
    String text = "(0, array(3f, 0f), " + NONE + ", " + NONE + ")";
    String picture = "(0, " + NONE + ", " + NONE + ", array(3f, 0f))";
    assertEquals(Map.of(), fusions(spark, text));
    assertEquals(Map.of(), fusions(spark, picture));
  }

  private static Map<String, Vectors> fusions(SparkSession spark, String... rows) {
    return VectorFusions.of(
        spark.sql(
            "SELECT * FROM VALUES "
                + String.join(", ", rows)
                + " AS t(item, text_vector, review_vector, image_vector)"),
        rows.length);
  }
}
