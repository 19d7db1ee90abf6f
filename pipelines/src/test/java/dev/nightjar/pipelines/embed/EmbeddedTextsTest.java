package dev.nightjar.pipelines.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.spark.SparkExtension;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class EmbeddedTextsTest {

  @Test
  void distinctTextsOfAllTasksAreCountedWhileTheListenerIsThere(SparkSession spark)
      throws Exception {
    SparkContext context = spark.sparkContext();
    EmbeddedTexts embedded = new EmbeddedTexts();
    context.addSparkListener(embedded);
    try {
      embed(spark, "counted", 60);
      context.listenerBus().waitUntilEmpty();
      assertEquals(60, embedded.count());
      spark.range(100).selectExpr("sum(id)").collectAsList();
      embed(spark, "counted later", 6);
      context.listenerBus().waitUntilEmpty();
      assertEquals(66, embedded.count());
    } finally {
      context.removeSparkListener(embedded);
    }
  }

  private static void embed(SparkSession spark, String word, int texts) {
    spark
        .range(0, texts, 1, 3)
        .selectExpr("embed_text(concat('" + word + " ', id)) AS vector")
        .collectAsList();
  }
}
