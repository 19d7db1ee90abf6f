package dev.nightjar.pipelines.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.candidate.Vectors;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class VectorFusionsTest {

  @Test
  void eachPartAndEachFusionThatNeedsNoWeight(SparkSession spark) {
    Map<String, Vectors> fusions =
        VectorFusions.of(
            profiles(spark, "(0, array(3f, 0f), array(0f, 2f)), (1, null, array(1f, 0f))"), 2);
    assertEquals(
        List.of("catalog text", "reviews", "mean", "concat", "attention"),
        List.copyOf(fusions.keySet()));
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(new float[] {half, half, 1, 0}, fusions.get("mean").values(), 1e-6f);
    assertEquals(4, fusions.get("concat").dimension());
  }

  @Test
  void nothingToCompareWithoutReviews(SparkSession spark) {
    String rows = "(0, array(3f, 0f), CAST(NULL AS ARRAY<FLOAT>))";
    assertEquals(Map.of(), VectorFusions.of(profiles(spark, rows), 1));
  }

  private static Dataset<Row> profiles(SparkSession spark, String rows) {
    return spark.sql("SELECT * FROM VALUES " + rows + " AS t(item, text_vector, review_vector)");
  }
}
