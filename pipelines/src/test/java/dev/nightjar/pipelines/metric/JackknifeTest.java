package dev.nightjar.pipelines.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

final class JackknifeTest {

  private static final int ITEMS = 40;

  @Test
  void twoListsOfOneItemEach() {
    // A quarter is covered without the one and without the other: nothing varies.
    Interval coverage = Jackknife.coverage(List.of(new int[] {0}, new int[] {1}), 4);
    assertEquals(new Interval(0.5, 0.5, 0.5), coverage);
    assertEquals(0.5, Jackknife.gini(List.of(new int[] {0}, new int[] {1}), 4).mean(), 1e-12);
  }

  @Test
  void theIntervalsAreThoseOfLeavingOutEachListInTurn() {
    SplittableRandom random = new SplittableRandom(7);
    List<int[]> lists = new ArrayList<>();
    for (int l = 0; l < 25; l++) {
      lists.add(
          random.ints(0, ITEMS).map(i -> i * i / ITEMS).distinct().limit(1 + l % 6).toArray());
    }
    check(lists, Jackknife.coverage(lists, ITEMS), some -> CatalogMetrics.coverage(some, ITEMS));
    check(
        lists,
        Jackknife.gini(lists, ITEMS),
        some -> CatalogMetrics.gini(CatalogMetrics.exposure(some, ITEMS)));
  }

  @Test
  void noListsAreNoFigureToBeUnsureOf() {
    assertEquals(new Interval(0, 0, 0), Jackknife.coverage(List.of(), 3));
    assertEquals(new Interval(0, 0, 0), Jackknife.gini(List.of(new int[0]), 3));
  }

  private static void check(
      List<int[]> lists, Interval interval, ToDoubleFunction<List<int[]>> figure) {
    double[] without = new double[lists.size()];
    double mean = 0;
    for (int l = 0; l < without.length; l++) {
      List<int[]> rest = new ArrayList<>(lists);
      rest.remove(l);
      without[l] = figure.applyAsDouble(rest);
      mean += without[l] / without.length;
    }
    double squares = 0;
    for (double value : without) {
      squares += (value - mean) * (value - mean);
    }
    int count = without.length;
    double half = 1.959964 * Math.sqrt(squares * (count - 1) / count);
    assertEquals(figure.applyAsDouble(lists), interval.mean(), 1e-12);
    assertEquals(interval.mean() - half, interval.low(), 1e-9);
    assertEquals(interval.mean() + half, interval.high(), 1e-9);
    assertTrue(half > 0);
  }
}
