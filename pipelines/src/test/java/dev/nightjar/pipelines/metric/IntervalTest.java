package dev.nightjar.pipelines.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Bounds that can be worked out by hand: of no hit in n cases the upper one is z2 / (n + z2). */
final class IntervalTest {

  private static final double SQUARE = Interval.Z * Interval.Z;

  @Test
  void aMeanAtTheEndOfItsRangeHasTheBoundOfAShare() {
    Interval worst = Interval.ofMeanWithin(1, 5, 1, 60);
    assertEquals(1, worst.mean());
    assertEquals(1, worst.low(), 1e-12);
    assertEquals(1 + 4 * SQUARE / (60 + SQUARE), worst.high(), 1e-12);
    Interval best = Interval.ofMeanWithin(1, 5, 5, 1);
    assertEquals(5 - 4 * SQUARE / (1 + SQUARE), best.low(), 1e-12);
    assertEquals(5, best.high(), 1e-12);
  }

  @Test
  void aMeanInTheMiddleHasTheBoundsOfItsShareOfTheWay() {
    Interval middle = Interval.ofMeanWithin(1, 5, 3, 10);
    Interval share = Interval.ofShare(5, 10);
    assertEquals(3, middle.mean());
    assertEquals(1 + 4 * share.low(), middle.low(), 1e-12);
    assertEquals(1 + 4 * share.high(), middle.high(), 1e-12);
  }

  @Test
  void aMeanOutsideOfItsRangeCountsAsItsEnd() {
    assertEquals(Interval.ofMeanWithin(1, 5, 5, 3).low(), Interval.ofMeanWithin(1, 5, 9, 3).low());
  }
}
