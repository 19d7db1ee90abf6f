package dev.nightjar.pipelines.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RankingMetricsTest {
  /** Hits at positions 1, 3 and 6; the relevant item 40 is not on the list. */
  private static final int[] LIST = {7, 8, 3, 9, 1, 20};

  private static final int[] RELEVANT = {3, 7, 20, 40};

  @Test
  void precisionCountsHitsAmongTheFirstK() {
    assertEquals(2.0 / 5, RankingMetrics.precision(LIST, RELEVANT, 5), 1e-12);
    assertEquals(3.0 / 6, RankingMetrics.precision(LIST, RELEVANT, 6), 1e-12);
  }

  @Test
  void precisionOfAShortListStillDividesByK() {
    assertEquals(3.0 / 10, RankingMetrics.precision(LIST, RELEVANT, 10), 1e-12);
  }

  @Test
  void recallDividesByAllRelevantItems() {
    assertEquals(2.0 / 4, RankingMetrics.recall(LIST, RELEVANT, 5), 1e-12);
    assertEquals(3.0 / 4, RankingMetrics.recall(LIST, RELEVANT, 6), 1e-12);
  }

  @Test
  void ndcgDiscountsByLogOfPosition() {
    double gain = 1 / log2(2) + 1 / log2(4);
    double ideal = 1 / log2(2) + 1 / log2(3) + 1 / log2(4) + 1 / log2(5);
    assertEquals(gain / ideal, RankingMetrics.ndcg(LIST, RELEVANT, 5), 1e-12);
    assertEquals(1.5 / 2.5616063, RankingMetrics.ndcg(LIST, RELEVANT, 5), 1e-7);
  }

  @Test
  void ndcgOfAPerfectListIsOneEvenWithMoreRelevantItemsThanK() {
    assertEquals(1, RankingMetrics.ndcg(new int[] {3, 7}, RELEVANT, 2), 1e-12);
  }

  @Test
  void averagePrecisionDividesByTheSmallerOfKAndRelevant() {
    assertEquals((1.0 + 2.0 / 3) / 4, RankingMetrics.averagePrecision(LIST, RELEVANT, 5), 1e-12);
    assertEquals((1.0 + 2.0 / 3) / 3, RankingMetrics.averagePrecision(LIST, RELEVANT, 3), 1e-12);
  }

  @Test
  void reciprocalRankLooksAtTheFirstHit() {
    assertEquals(1, RankingMetrics.reciprocalRank(LIST, RELEVANT, 5), 1e-12);
    assertEquals(1.0 / 3, RankingMetrics.reciprocalRank(LIST, new int[] {3, 20}, 5), 1e-12);
    assertEquals(0, RankingMetrics.reciprocalRank(LIST, new int[] {20}, 5), 1e-12);
  }

  @Test
  void hitIsOneOrZero() {
    assertEquals(1, RankingMetrics.hit(LIST, RELEVANT, 3), 1e-12);
    assertEquals(0, RankingMetrics.hit(LIST, new int[] {20, 40}, 5), 1e-12);
  }

  @Test
  void anEmptyListScoresZeroEverywhere() {
    for (RankingMetric metric : RankingMetric.values()) {
      assertEquals(0, metric.of(new int[0], RELEVANT, 10), 1e-12, metric.key());
    }
  }

  @Test
  void aUserWithoutRelevantItemsIsRefused() {
    for (RankingMetric metric : RankingMetric.values()) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> metric.of(LIST, new int[0], 10), metric.key());
      assertEquals(
          "the user has no relevant items, so no ranking metric is defined;"
              + " leave users without held-out items out of the mean",
          e.getMessage());
    }
  }

  @Test
  void aCutBelowOneIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> RankingMetrics.recall(LIST, RELEVANT, 0));
    assertEquals("k is 0; a list is cut at 1 or more items", e.getMessage());
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
