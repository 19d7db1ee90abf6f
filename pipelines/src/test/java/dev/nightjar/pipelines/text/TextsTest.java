package dev.nightjar.pipelines.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class TextsTest {

  @Test
  void anItemsTextIsWhatTheExpressionGivesUnderItsSha256(SparkSession spark) {
    Dataset<Row> items =
        spark.sql("SELECT 'a' item_id, 'ab' title, 'c' description UNION ALL SELECT 'b', ' ', ''");
    List<Row> texts = Texts.ofItems(items, "concat_ws('', title, description)").collectAsList();
    assertEquals(1, texts.size(), "the blank text of b is left out");
    assertEquals("abc", texts.get(0).getString(1));
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        texts.get(0).getString(2));
  }

  @Test
  void aReviewWithoutTextIsLeftOut(SparkSession spark) {
    Dataset<Row> reviews =
        spark.sql(
            "SELECT 'r1' review_id, 'a' item_id, timestamp'2025-01-01 00:00:00' at,"
                + " cast(null as string) text UNION ALL"
                + " SELECT 'r2', 'a', timestamp'2025-01-01 00:00:00', 'fine'");
    assertEquals(
        List.of("r2"),
        Texts.ofReviews(reviews).collectAsList().stream().map(r -> r.getString(0)).toList());
  }
}
