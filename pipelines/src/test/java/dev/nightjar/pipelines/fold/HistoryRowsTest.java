package dev.nightjar.pipelines.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class HistoryRowsTest {

  /** User 0 touched item 5 twenty days ago, 6 ten days ago, 5 and 7 within the last week. */
  private static Dataset<Row> profiles(SparkSession spark) {
    return spark.sql(
        "SELECT 0 user, array(5, 6, 5, 7) items,"
            + " cast(array(20, 10, 6, 0.5) as array<float>) ages,"
            + " cast(array(1, 2, 3, 4) as array<float>) weights"
            + " UNION ALL SELECT 1, array(8), cast(array(1) as array<float>),"
            + " cast(array(1) as array<float>)");
  }

  @Test
  void aCutHistoryKeepsOlderEventsWithAgesFromTheCut(SparkSession spark) {
    Row user = HistoryRows.before(profiles(spark), 7).where("user = 0").first();
    assertEquals(List.of(5, 6), user.getList(1));
    assertEquals(List.of(13f, 3f), user.getList(2));
    assertEquals(List.of(1f, 2f), user.getList(3));
  }

  @Test
  void aUserWithoutOlderEventsHasAnEmptyHistory(SparkSession spark) {
    Dataset<Row> cut = HistoryRows.before(profiles(spark), 7);
    assertEquals(0, cut.where("user = 1").first().getList(1).size());
    assertEquals(1, HistoryRows.nonEmpty(cut).count());
  }

  @Test
  void onlyItemsThatAreNewToTheUserAreHeldOutWhenFresh(SparkSession spark) {
    Dataset<Row> fresh = HistoryRows.touched(profiles(spark), 7, 0, true).orderBy("user");
    assertEquals(
        List.of(List.of(7), List.of(8)),
        fresh.collectAsList().stream().map(r -> r.getList(1)).toList());
  }

  @Test
  void repeatsCountWhenTheyMayComeBack(SparkSession spark) {
    Row user = HistoryRows.touched(profiles(spark), 7, 0, false).where("user = 0").first();
    assertEquals(List.of(5, 7), user.getList(1));
  }

  @Test
  void anEventAtTheCutBelongsToTheWindow(SparkSession spark) {
    assertEquals(
        List.of(6),
        HistoryRows.touched(profiles(spark), 10, 7, true).where("user = 0").first().getList(1));
    assertEquals(
        List.of(5), HistoryRows.before(profiles(spark), 10).where("user = 0").first().getList(1));
  }
}
