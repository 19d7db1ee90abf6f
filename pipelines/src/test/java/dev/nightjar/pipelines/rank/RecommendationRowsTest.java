package dev.nightjar.pipelines.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.fold.FoldRanker;
import dev.nightjar.pipelines.fusion.Recommender;
import dev.nightjar.pipelines.fusion.ranker.Calibration;
import dev.nightjar.pipelines.fusion.ranker.Ranker;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.fusion.rating.RatingOffsets;
import dev.nightjar.pipelines.fusion.rating.RatingRange;
import dev.nightjar.pipelines.fusion.rating.RatingWeights;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two users are listed item 1; user 0 rated item 0 with five stars, user 1 rated nothing. */
@ExtendWith(SparkExtension.class)
final class RecommendationRowsTest {

  private static final Catalog CATALOG =
      Catalog.of(2)
          .with(ItemFact.RATING, new float[] {4, 2})
          .with(ItemFact.RATINGS, new float[] {3, 1});
  private static final Labels LABELS =
      new Labels(new String[] {"a", "b"}, new String[] {"A", "B"}, new String[2]);

  @Test
  void chanceAndExpectedRatingStandBesideTheScore(SparkSession spark) {
    // Offsets, damping 1: item 0 3/4 * .5 = .375, item 1 1/2 * -1.5 = -.75, user 0
    // (5 - 3.5 - .375) / 2 = .5625.
    RatingModel model =
        new RatingModel(
            new RatingOffsets(3.5, 1), new RatingWeights(0.2, 1, 0.8, 0.3), new RatingRange(1, 5));
    List<Row> rows = rows(spark, Optional.of(model));
    assertEquals(2, rows.size());
    Row first = rows.get(0);
    assertEquals("u0", first.getAs("user_id"));
    assertEquals("b", first.getAs("item_id"));
    assertEquals(2.0, first.<Double>getAs("score"), 1e-9);
    assertEquals(1 / (1 + Math.exp(3)), first.<Double>getAs("chance"), 1e-6);
    assertEquals(
        Math.rint(100 * (3.5 + 0.2 - 0.75 + 0.8 * 0.5625 - 0.3 * 0.5)) / 100,
        first.<Double>getAs("expected_rating"),
        1e-9);
    assertEquals(List.of("because you bought A", "often chosen next"), first.getList(7));
    assertEquals(2.8, rows.get(1).<Double>getAs("expected_rating"), 1e-9, "no offset of user 1");
  }

  @Test
  void nothingIsExpectedWhereNobodyRates(SparkSession spark) {
    for (Row row : rows(spark, Optional.empty())) {
      assertTrue(row.isNullAt(row.fieldIndex("expected_rating")), row::toString);
      assertEquals(2.0, row.<Double>getAs("score"), 1e-9);
    }
  }

  private static List<Row> rows(SparkSession spark, Optional<RatingModel> rating) {
    Dataset<Row> lists =
        spark.createDataFrame(List.of(listed(0, 0), listed(1, -1)), Recommender.SCHEMA);
    Dataset<Row> users =
        spark.sql(
            "SELECT 0 user, 'u0' user_id, array(0, 0) items, array(-2F, 5F) weights,"
                + " array('rating', 'purchase') kinds, array(0) rated, array(5F) ratings"
                + " UNION ALL SELECT 1, 'u1', array(), array(), array(), null, null");
    UserOffsets offsets = UserOffsets.of(rating, CATALOG);
    FoldRanker trained =
        new FoldRanker(
            new Ranker(List.of("f"), new double[1], new double[] {1}, 0),
            Optional.of(new Calibration(1, -5)),
            rating);
    return RecommendationRows.of(
            lists, offsets.addTo(users), offsets.ofItems(), LABELS, trained, new Broadcasts(spark))
        .orderBy("user_id")
        .collectAsList();
  }

  private static Row listed(int user, int because) {
    return RowFactory.create(user, 1, 1, 2f, "item-to-item", because, new Float[] {2f}, -0.5f);
  }
}
