package dev.nightjar.pipelines.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.fusion.rating.RatingOffsets;
import dev.nightjar.pipelines.fusion.rating.RatingRange;
import dev.nightjar.pipelines.fusion.rating.RatingWeights;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mean 3.5, damping 1: offsets of the items are 3/4 * 0.5 = 0.375 and 1/2 * -1.5 = -0.75. */
@ExtendWith(SparkExtension.class)
final class UserOffsetsTest {

  private static final Catalog CATALOG =
      Catalog.of(2)
          .with(ItemFact.RATING, new float[] {4, 2})
          .with(ItemFact.RATINGS, new float[] {3, 1});
  private static final RatingModel MODEL =
      new RatingModel(
          new RatingOffsets(3.5, 1), new RatingWeights(0, 1, 1, 0), new RatingRange(1, 5));

  @Test
  void aUserIsAsFarAboveTheMeanAsTheRatingsAreAboveTheirItems(SparkSession spark) {
    UserOffsets offsets = UserOffsets.of(Optional.of(MODEL), CATALOG);
    assertArrayEquals(new double[] {0.375, -0.75}, offsets.ofItems(), 1e-12);
    List<Row> users = offsets.addTo(users(spark)).orderBy("user_id").collectAsList();
    assertEquals((5 - 3.5 - 0.375) / 2, offset(users.get(0)), 1e-12);
    assertEquals((5 - 3.5 - 0.375 + (1 - 3.5 + 0.75)) / 3, offset(users.get(1)), 1e-12);
    assertEquals(0, offset(users.get(2)), "no rating");
  }

  @Test
  void theOffsetStandsInThePlaceOfTheRatings(SparkSession spark) {
    for (Optional<RatingModel> model : List.of(Optional.of(MODEL), Optional.<RatingModel>empty())) {
      Dataset<Row> users = UserOffsets.of(model, CATALOG).addTo(users(spark));
      assertArrayEquals(new String[] {"user_id", "kinds", "rating_offset"}, users.columns());
    }
  }

  @Test
  void nobodyIsAboveTheMeanWhereNobodyRates(SparkSession spark) {
    UserOffsets offsets = UserOffsets.of(Optional.empty(), CATALOG);
    assertEquals(0, offsets.ofItems().length);
    for (Row user : offsets.addTo(users(spark)).collectAsList()) {
      assertEquals(0, offset(user));
    }
  }

  private static double offset(Row user) {
    return user.<Double>getAs("rating_offset");
  }

  private static Dataset<Row> users(SparkSession spark) {
    return spark.sql(
        "SELECT 'u0' user_id, array(0) rated, array('view') kinds, array(5F) ratings"
            + " UNION ALL SELECT 'u1', array(0, 1), array(), array(5F, 1F)"
            + " UNION ALL SELECT 'u2', null, array(), null");
  }
}
