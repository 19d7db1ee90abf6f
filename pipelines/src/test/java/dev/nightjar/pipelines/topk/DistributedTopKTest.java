package dev.nightjar.pipelines.topk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class DistributedTopKTest {
  private static final ItemVectors ITEMS =
      ItemVectors.of(new Vectors(4, 2, new float[] {9, 9, 1, 0, 0, 1, 1, 1}), new int[] {1, 2, 3});

  @Test
  void everyUserGetsTheBestUnseenItems(SparkSession spark) {
    Dataset<Row> users =
        spark.sql(
            "SELECT * FROM VALUES (1, array(2f, 1f), array(3)), (2, array(0f, 1f), null)"
                + " AS t(id, features, seen)");
    assertEquals(
        List.of("[1,ArraySeq(1, 2),ArraySeq(2.0, 1.0)]", "[2,ArraySeq(2, 3),ArraySeq(1.0, 1.0)]"),
        sorted(DistributedTopK.lists(users, ITEMS, 2, new Broadcasts(spark))));
  }

  @Test
  void moreUsersThanABatchAllGetTheirList(SparkSession spark) {
    Dataset<Row> users = spark.range(1000).selectExpr("id", "array(1D, id / 1000) AS features");
    Dataset<Row> lists = DistributedTopK.lists(users, ITEMS, 1, new Broadcasts(spark));
    assertEquals(1000, lists.filter("items[0] = 3 OR id = 0").select("id").distinct().count());
  }

  @Test
  void aUserWithoutFactorsIsNamed(SparkSession spark) {
    Dataset<Row> users = spark.sql("SELECT 7 AS id, cast(null AS array<float>) AS features");
    Dataset<Row> lists = DistributedTopK.lists(users, ITEMS, 1, new Broadcasts(spark));
    SparkException e = assertThrows(SparkException.class, lists::collectAsList);
    assertTrue(
        e.getMessage().contains("user 7 has no factors; leave users without a vector out"),
        e.getMessage());
  }

  private static List<String> sorted(Dataset<Row> rows) {
    List<String> lines = new ArrayList<>();
    rows.orderBy("id").collectAsList().forEach(row -> lines.add(row.toString()));
    return lines;
  }
}
