package dev.nightjar.pipelines.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.fusion.rating.RatingOffsets;
import dev.nightjar.pipelines.fusion.rating.RatingRange;
import dev.nightjar.pipelines.fusion.rating.RatingWeights;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class RatedRowsTest {

  /** User 0 touched and rated before the last week and within; 1 rated before it, 2 never. */
  private static Dataset<Row> profiles(SparkSession spark) {
    return spark.sql(
        "SELECT 0 user, array(5, 6) items, cast(array(20, 3) as array<float>) ages,"
            + " cast(array(1, 2) as array<float>) weights, array(5, 6, 7) rated,"
            + " cast(array(18, 7, 2) as array<float>) rated_ages,"
            + " cast(array(4, 1, 5) as array<float>) ratings"
            + " UNION ALL SELECT 1, array(8), cast(array(30) as array<float>),"
            + " cast(array(1) as array<float>), array(8), cast(array(29) as array<float>),"
            + " cast(array(3) as array<float>)"
            + " UNION ALL SELECT 2, array(8), cast(array(1) as array<float>),"
            + " cast(array(1) as array<float>), null, null, null");
  }

  @Test
  void ratingsOfTheWindowAreAskedAndOlderOnesKnown(SparkSession spark) {
    List<Row> rows =
        RatedRows.of(profiles(spark), 7, 0, false)
            .select("user", "items", "ages", "known", "known_ratings", "asked", "asked_ratings")
            .collectAsList();
    assertEquals(1, rows.size());
    Row user = rows.get(0);
    assertEquals(0, user.getInt(0));
    assertEquals(List.of(5), user.getList(1));
    assertEquals(List.of(13f), user.getList(2));
    assertEquals(List.of(5), user.getList(3));
    assertEquals(List.of(4f), user.getList(4));
    assertEquals(List.of(6, 7), user.getList(5), "a rating at the cut belongs to the window");
    assertEquals(List.of(1f, 5f), user.getList(6));
  }

  @Test
  void anEarlierWindowDoesNotSeeTheLaterOne(SparkSession spark) {
    Row user = RatedRows.of(profiles(spark), 20, 7, true).select("known", "asked").first();
    assertEquals(List.of(), user.getList(0));
    assertEquals(List.of(5), user.getList(1));
  }

  @Test
  void whatWasTakenBeforeAndIsRatedNowLeavesTheHistoryWhereListsWouldLeaveItOut(
      SparkSession spark) {
    Dataset<Row> profiles =
        spark.sql(
            "SELECT 0 user, array(5, 6, 5) items, cast(array(20, 12, 9) as array<float>) ages,"
                + " cast(array(1, 2, 3) as array<float>) weights, array(5) rated,"
                + " cast(array(2) as array<float>) rated_ages,"
                + " cast(array(4) as array<float>) ratings");
    Row fresh = RatedRows.of(profiles, 7, 0, true).select("items", "ages", "weights").first();
    assertEquals(List.of(6), fresh.getList(0));
    assertEquals(List.of(5f), fresh.getList(1));
    assertEquals(List.of(2f), fresh.getList(2));
    Row all = RatedRows.of(profiles, 7, 0, false).select("items").first();
    assertEquals(List.of(5, 6, 5), all.getList(0));
  }

  @Test
  void termsAreReadAsTheyWereWritten() {
    RatingModel model =
        new RatingModel(
            new RatingOffsets(3.4, 5),
            new RatingWeights(.1, .9, 1.1, -.02),
            new RatingRange(.5, 5));
    assertEquals(model, RatingTerms.read(RatingTerms.write(model)));
  }
}
