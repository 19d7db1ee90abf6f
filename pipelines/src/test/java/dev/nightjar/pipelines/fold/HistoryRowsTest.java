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
            + " cast(array(1, 2, 3, 4) as array<float>) weights,"
            + " array(true, true, true, true) relevant"
            + " UNION ALL SELECT 1, array(8), cast(array(1) as array<float>),"
            + " cast(array(1) as array<float>), array(true)");
  }

  /**
   * Before the last week the user liked 1, disliked 2 and took back a dislike of 3; within it the
   * user took 2 and 3, disliked 4, liked 5, and first liked, then disliked 6.
   */
  private static Dataset<Row> disputed(SparkSession spark, String relevant) {
    return spark.sql(
        "SELECT 0 user, array(1, 2, 3, 3, 2, 3, 4, 5, 6, 6) items,"
            + " cast(array(20, 19, 18, 17, 6, 5, 4, 3, 2, 1) as array<float>) ages,"
            + " cast(array(1, -1, -1, 1, 1, 1, -1, 1, 1, -1) as array<float>) weights, "
            + relevant
            + " relevant");
  }

  @Test
  void whatIsDislikedOrContradictedInTheWindowIsNoHit(SparkSession spark) {
    String likes = "array(true, false, false, true, true, true, false, true, true, false)";
    for (String relevant : List.of(likes, "cast(null as array<boolean>)")) {
      Dataset<Row> user = disputed(spark, relevant);
      assertEquals(List.of(5), HistoryRows.touched(user, 7, 0, true).first().getList(1));
      assertEquals(
          List.of(3, 5),
          HistoryRows.touched(user, 7, 0, false).first().getList(1),
          "2 was disliked and never comes back");
    }
  }

  @Test
  void whatCountsAsAHitNeedNotBeLiked(SparkSession spark) {
    Dataset<Row> user = disputed(spark, "transform(sequence(0, 9), e -> e >= 6)");
    assertEquals(List.of(4, 5, 6), HistoryRows.touched(user, 7, 0, true).first().getList(1));
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
