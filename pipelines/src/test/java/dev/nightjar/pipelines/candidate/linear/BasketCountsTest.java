package dev.nightjar.pipelines.candidate.linear;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.spark.SparkExtension;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class BasketCountsTest {

  @Test
  void basketsAreRefusedItemByItem(SparkSession spark) {
    long half = 1L << 62;
    JavaRDD<Basket> baskets =
        TasteLog.dataset(spark, TasteLog.histories(1))
            .toJavaRDD()
            .map(row -> new Basket(new int[] {3}, half));
    Throwable failure = assertThrows(SparkException.class, () -> BasketCounts.items(baskets, 4));
    assertTrue(
        failure.getMessage().contains("the item with number 3 in item_index weigh"),
        failure.getMessage());
  }
}
