package dev.nightjar.pipelines.publish.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.publish.Nights;
import dev.nightjar.pipelines.publish.PlainNights;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class NightListsTest {

  private static final String NIGHT = "2024-03-01";

  @Test
  void everyBrokenRuleIsNamedWithListAndItem(SparkSession spark) {
    assertEquals(
        "list of 'u1', item 'i2': its position is 3 where 2 comes next",
        problem(spark, row("u1", 1, "i1", .5), row("u1", 3, "i2", .4)));
    assertEquals(
        "list of 'u1', item 'i1': its position is 0 where 1 comes next",
        problem(spark, row("u1", 0, "i1", .5)));
    assertEquals(
        "list of 'u1', item 'i1': it stands in the list twice",
        problem(spark, row("u1", 1, "i1", .5), row("u1", 2, "i1", .4)));
    assertEquals(
        "list of 'u1', item 'gone': the item is not in the table items",
        problem(spark, row("u1", 1, "gone", .5)));
    assertEquals(
        "list of 'u1', item 'sold': the item is not available",
        problem(spark, row("u1", 1, "sold", .5)));
    assertEquals(
        "list of 'u1', item 'i1': the score is not a number",
        problem(spark, row("u1", 1, "i1", Double.NaN)));
    assertEquals(
        "list of 'u1', item 'i1': the score is not a number",
        problem(spark, row("u1", 1, "i1", Double.NEGATIVE_INFINITY)));
    assertEquals(
        "list of '', item 'i1': its key is missing", problem(spark, row(null, 1, "i1", .5)));
  }

  @Test
  void anItemIsNotSimilarToItself(SparkSession spark) {
    Dataset<Row> rows =
        spark.createDataFrame(
            List.of(Nights.similar(NIGHT, "i1", 1, "i1", .9)), Table.SIMILAR_ITEMS.schema());
    PublicationException refused =
        assertThrows(
            PublicationException.class,
            () ->
                NightLists.of(
                    NIGHT,
                    PlainNights.settings().fields(),
                    Map.of(
                        Surface.SIMILAR_ITEMS,
                        ListRows.of(Surface.SIMILAR_ITEMS, rows, items(spark), 2))));
    assertTrue(
        refused.getMessage().contains("list of 'i1', item 'i1': the item is similar to itself"),
        refused.getMessage());
  }

  @Test
  void anEmptySurfaceIsRefused(SparkSession spark) {
    PublicationException refused =
        assertThrows(PublicationException.class, () -> lists(spark, List.of()));
    assertEquals(
        "night 2024-03-01 has no recommendations; run: nightjar rank --night 2024-03-01",
        refused.getMessage());
  }

  @Test
  void theHashFollowsTheListsAndNotTheirOrderOrLastBits(SparkSession spark) {
    Row first = row("u1", 1, "i1", .5);
    Row second = row("u1", 2, "i2", .1 + .2);
    Row third = row("u2", 1, "i2", .25);
    String hash = hash(spark, List.of(first, second, third));
    assertEquals(hash, hash(spark, List.of(third, second, first)));
    assertEquals(hash, hash(spark, List.of(first, row("u1", 2, "i2", .3), third)));
    assertTrue(!hash.equals(hash(spark, List.of(first, row("u1", 2, "i2", .30001), third))));
  }

  private static String problem(SparkSession spark, Row... rows) {
    String message =
        assertThrows(PublicationException.class, () -> lists(spark, List.of(rows))).getMessage();
    String start = "1 of 1 lists of recommendations break a rule, such as ";
    assertTrue(message.startsWith(start), message);
    assertTrue(message.endsWith("run: nightjar rank --night 2024-03-01"), message);
    return message.substring(start.length(), message.indexOf(". If the catalog"));
  }

  private static String hash(SparkSession spark, List<Row> rows) {
    try (NightLists lists = lists(spark, rows)) {
      return lists.contentHash();
    }
  }

  private static NightLists lists(SparkSession spark, List<Row> rows) {
    Dataset<Row> listed = spark.createDataFrame(rows, Table.RECOMMENDATIONS.schema());
    return NightLists.of(
        NIGHT,
        PlainNights.settings().fields(),
        Map.of(
            Surface.RECOMMENDATIONS,
            ListRows.of(Surface.RECOMMENDATIONS, listed, items(spark), 2)));
  }

  private static Dataset<Row> items(SparkSession spark) {
    return spark.createDataFrame(
        List.of(Nights.item("i1", true), Nights.item("i2", true), Nights.item("sold", false)),
        Table.ITEMS.schema());
  }

  private static Row row(String user, int position, String item, double score) {
    return Nights.recommended(NIGHT, user, position, item, score);
  }
}
