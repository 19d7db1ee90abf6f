package dev.nightjar.pipelines.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.fusion.rating.RatedItems;
import dev.nightjar.pipelines.fusion.rating.RatingModel;
import dev.nightjar.pipelines.fusion.rating.RatingOffsets;
import dev.nightjar.pipelines.fusion.rating.RatingRange;
import dev.nightjar.pipelines.fusion.rating.RatingWeights;
import dev.nightjar.pipelines.fusion.rating.Ratings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class ExpectedRatingsTest {

  private static final Catalog NO_RATINGS = Catalog.of(1);

  @Test
  void errorsAreOfTheModelAndOfItsOffsets() {
    // Expects 3 + 0.5 * score; the offsets alone expect 3.
    RatingModel model =
        new RatingModel(
            new RatingOffsets(3, 5), new RatingWeights(0, 1, 1, 0.5), new RatingRange(1, 5));
    List<Row> rows = rows(model, user(new float[] {4, 3}, new float[] {2, 2}));
    assertMetric(rows, "fused", "rmse", Math.sqrt(0.5));
    assertMetric(rows, "fused", "mae", 0.5);
    assertMetric(rows, "offsets", "rmse", Math.sqrt(0.5));
    assertMetric(rows, "offsets", "mae", 0.5);
    assertMetric(rows, "fused", "expected-02", 4);
    assertMetric(rows, "fused", "given-02", 3);
    assertMetric(rows, "fused", "rating-error", 0.5);
    assertEquals("ratings", rows.get(0).getString(1));
    assertEquals(2L, rows.get(0).getLong(6));
  }

  @Test
  void whatComesTrueOnAverageIsCalibratedHoweverFarSingleRatingsAre() {
    RatingModel model =
        new RatingModel(
            new RatingOffsets(3, 5), new RatingWeights(0, 1, 1, 1), new RatingRange(1, 5));
    List<Row> rows = rows(model, noisy(1));
    assertMetric(rows, "fused", "rmse", 1, 0.03);
    assertMetric(rows, "fused", "rating-error", 0, 0.06);
    Row lowest = row(rows, "fused", "given-01");
    assertEquals(2.1, lowest.getDouble(3), 0.1);
    assertTrue(
        lowest.getDouble(4) < lowest.getDouble(3) && lowest.getDouble(4) > 1.9, rows::toString);
    assertEquals(1000L, lowest.getLong(6));
  }

  @Test
  void expectationsThatSpreadTooFarAreFoundOut() {
    RatingModel model =
        new RatingModel(
            new RatingOffsets(3, 5), new RatingWeights(0, 1, 1, 1), new RatingRange(1, 5));
    assertMetric(rows(model, noisy(0.5)), "fused", "rating-error", 0.25, 0.05);
  }

  @Test
  void noRatingsHaveNoErrors() {
    RatingModel model =
        new RatingModel(
            new RatingOffsets(3, 5), new RatingWeights(0, 1, 1, 1), new RatingRange(1, 5));
    assertEquals(List.of(), rows(model, user(new float[0], new float[0])));
  }

  /** Scores from -1 to 1, ratings that follow them {@code truth} times as far, and noise. */
  private static RatedItems noisy(double truth) {
    Random random = new Random(3);
    float[] scores = new float[10_000];
    float[] ratings = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 2 * random.nextFloat() - 1;
      ratings[i] = (float) (3 + truth * scores[i] + random.nextGaussian());
    }
    return user(ratings, scores);
  }

  private static RatedItems user(float[] ratings, float[] scores) {
    return new RatedItems(
        0,
        new Ratings(new int[0], new float[0]),
        new Ratings(new int[ratings.length], ratings),
        scores);
  }

  private static List<Row> rows(RatingModel model, RatedItems... users) {
    return new ArrayList<>(
        new ExpectedRatings(100, 1).of("fused", model, NO_RATINGS, List.of(users)));
  }

  private static void assertMetric(List<Row> rows, String model, String metric, double value) {
    assertMetric(rows, model, metric, value, 1e-6);
  }

  private static void assertMetric(
      List<Row> rows, String model, String metric, double value, double within) {
    assertEquals(value, row(rows, model, metric).getDouble(3), within, metric);
  }

  private static Row row(List<Row> rows, String model, String metric) {
    return rows.stream()
        .filter(row -> row.getString(0).equals(model) && row.getString(2).equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
