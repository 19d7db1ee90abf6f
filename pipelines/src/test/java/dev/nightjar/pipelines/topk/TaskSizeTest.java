package dev.nightjar.pipelines.topk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.nightjar.pipelines.spark.SparkExtension;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class TaskSizeTest {

  @Test
  void usersThatCostMuchAreDividedAndOthersStayAsTheyCame(SparkSession spark) {
    Dataset<Row> users = spark.range(0, 90, 1, 2).selectExpr("cast(id as int) user");
    assertSame(users, TaskSize.spread(users, 100));
    assertSame(users, TaskSize.spread(users, 100_000_000), "one task would do");
    Dataset<Row> divided = TaskSize.spread(users, 5_000_000_000L);
    assertEquals(10, divided.javaRDD().getNumPartitions());
    assertEquals(90, divided.distinct().count());
  }
}
