package dev.nightjar.pipelines.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogMetricsTest {
  private static final List<int[]> LISTS = List.of(new int[] {0, 1}, new int[] {0, 2});

  @Test
  void coverageIsTheShareOfItemsShown() {
    assertEquals(3.0 / 5, CatalogMetrics.coverage(LISTS, 5), 1e-12);
  }

  @Test
  void exposureCountsAppearances() {
    assertArrayEquals(new long[] {2, 1, 1, 0}, CatalogMetrics.exposure(LISTS, 4));
  }

  @Test
  void giniIsZeroForEqualAndNearOneForConcentratedExposure() {
    assertEquals(0, CatalogMetrics.gini(new long[] {3, 3, 3, 3}), 1e-12);
    assertEquals(3.0 / 4, CatalogMetrics.gini(new long[] {0, 9, 0, 0}), 1e-12);
    // Mean absolute difference of {0,1,1,2} is 14/16, over twice the mean 1.
    assertEquals(0.375, CatalogMetrics.gini(new long[] {2, 1, 1, 0}), 1e-12);
  }

  @Test
  void giniOfNothingShownIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> CatalogMetrics.gini(new long[3]));
    assertEquals("none of the 3 items is shown; the Gini index needs a list", e.getMessage());
  }

  @Test
  void noveltyIsMeanSelfInformationInBits() {
    // Items with 4, 2 and 2 of 8 interactions carry 1, 2 and 2 bits.
    assertEquals((1 + 2 + 1 + 2) / 4.0, CatalogMetrics.novelty(LISTS, new long[] {4, 2, 2}), 1e-12);
  }

  @Test
  void anItemWithoutInteractionsIsAsNovelAsOneWithASingle() {
    List<int[]> lists = List.of(new int[] {1});
    assertEquals(3, CatalogMetrics.novelty(lists, new long[] {8, 0}), 1e-12);
  }

  @Test
  void diversityIsOneMinusMeanCosineOverPairs() {
    float[][] vectors = {{1, 0}, {0, 2}, {3, 0}};
    // Cosines of the pairs: 0, 1, 0.
    assertEquals(1 - 1.0 / 3, ListMetrics.diversity(new int[] {0, 1, 2}, vectors), 1e-12);
    assertEquals(0, ListMetrics.diversity(new int[] {0}, vectors), 1e-12);
  }

  @Test
  void serendipityCountsRelevantItemsByHowUnexpectedTheyAre() {
    float[][] vectors = {{1, 0}, {0, 2}, {3, 0}, {0, 0}};
    // Item 1 is relevant; its cosines to the history {0, 3} are 0 and 0. Item 2 is not relevant.
    assertEquals(
        1.0 / 2,
        ListMetrics.serendipity(new int[] {1, 2}, new int[] {1}, new int[] {0, 3}, vectors),
        1e-12);
    // Item 2 equals the history in direction: expected, so nothing.
    assertEquals(
        0, ListMetrics.serendipity(new int[] {2}, new int[] {2}, new int[] {0}, vectors), 1e-12);
  }

  @Test
  void vectorsOfDifferentLengthAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ListMetrics.diversity(new int[] {0, 1}, new float[][] {{1}, {1, 2}}));
    assertEquals("vectors of 1 and 2 values; items share one vector space", e.getMessage());
  }
}
