package dev.nightjar.pipelines.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class PortionsTest {

  @Test
  void everyTextIsInExactlyOnePortion(SparkSession spark) {
    Dataset<Row> texts =
        spark.range(300).selectExpr("sha2(cast(id as string), 256) text_hash", "'t' text");
    List<Portions.Portion> portions = Portions.of(texts, 15_000);
    assertEquals(3, portions.size());
    TreeSet<String> seen = new TreeSet<>();
    long rows = 0;
    for (Portions.Portion portion : portions) {
      for (Row row : portion.texts().collectAsList()) {
        seen.add(row.getString(0));
        rows++;
      }
    }
    assertEquals(300, rows);
    assertEquals(300, seen.size());
  }

  @Test
  void fewTextsAreOnePortion(SparkSession spark) {
    assertEquals(1, Portions.of(spark.sql("SELECT '0f' text_hash, 't' text"), 12).size());
  }
}
