package dev.nightjar.pipelines.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class RatingsTest {

  @Test
  void reviewsAndRatingEventsCountTogether(SparkSession spark) {
    assertEquals(
        List.of("[null,8,9.0,2.0]", "[1,5,3.0,4.0]", "[1,5,6.0,1.0]", "[1,6,6.0,5.0]"),
        ratings(spark).orderBy("user", "item", "age").collectAsList().stream()
            .map(Row::toString)
            .toList());
  }

  @Test
  void aUserHasTheNewestRatingOfEachItemOldestFirst(SparkSession spark) {
    Row user = Ratings.byUser(ratings(spark), 10).collectAsList().get(0);
    assertEquals(1, user.getInt(0));
    assertEquals(List.of(6, 5), user.getList(1));
    assertEquals(List.of(6f, 3f), user.getList(2));
    assertEquals(List.of(5f, 4f), user.getList(3));
    assertEquals(1, Ratings.byUser(ratings(spark), 10).count(), "nobody knows who 8's reviewer is");
  }

  @Test
  void theNewestAreKeptWhereThereAreTooMany(SparkSession spark) {
    assertEquals(List.of(5), Ratings.byUser(ratings(spark), 1).first().getList(1));
  }

  @Test
  void ratingsFromAfterTheNightAreNotKnownYet(SparkSession spark) {
    Dataset<Row> late =
        spark.sql("SELECT 1 user, 5 item, -2d age, 3d rating UNION ALL SELECT 1, 6, 0d, 3d");
    assertEquals(0, Ratings.byUser(late, 10).count());
  }

  private static Dataset<Row> ratings(SparkSession spark) {
    return Ratings.of(
        spark.sql(
            "SELECT 1 user, 5 item, 6d age, 1d rating UNION ALL SELECT NULL, 8, 9d, 2d"
                + " UNION ALL SELECT 1, 7, 6d, NULL"),
        spark.sql(
            "SELECT 1 user, 5 item, 3d age, 'rating' kind, 4d value"
                + " UNION ALL SELECT 1, 6, 6d, 'rating', 5d"
                + " UNION ALL SELECT 1, 9, 6d, 'purchase', 12.5d"));
  }
}
