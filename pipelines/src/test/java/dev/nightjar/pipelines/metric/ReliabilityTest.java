package dev.nightjar.pipelines.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
  private static final double[] PROBABILITIES = {0.1, 0.3, 0.8, 1.0};
  private static final boolean[] OUTCOMES = {false, true, true, true};

  @Test
  void theCurveHasOneBinPerRangeThatHoldsCases() {
    List<Reliability.Bin> curve = Reliability.curve(PROBABILITIES, OUTCOMES, 4);
    assertEquals(
        List.of(
            new Reliability.Bin(0, 0.25, 1, 0.1, 0),
            new Reliability.Bin(0.25, 0.5, 1, 0.3, 1),
            new Reliability.Bin(0.75, 1, 2, 0.9, 1)),
        curve);
  }

  @Test
  void groupsGoFromTheLeastToTheLargestPrediction() {
    List<int[]> groups = Reliability.groups(new double[] {3.5, -1, 4, 0, 2}, 2);
    assertArrayEquals(new int[] {1, 3}, groups.get(0));
    assertArrayEquals(new int[] {4, 0, 2}, groups.get(1));
    assertEquals(1, Reliability.groups(new double[] {3.5}, 2).size());
  }

  @Test
  void aMeanHasANormalInterval() {
    Interval interval = Interval.ofMean(new double[] {1, 2, 3, 4});
    assertEquals(2.5, interval.mean());
    assertEquals(2.5 - 1.959964 * Math.sqrt(5.0 / 3 / 4), interval.low(), 1e-9);
    assertEquals(5, interval.low() + interval.high(), 1e-9);
    assertEquals(new Interval(7, 7, 7), Interval.ofMean(new double[] {7}));
  }

  @Test
  void quantilesHoldEquallyManyCases() {
    double[] chances = {0.4, 0.01, 0.02, 0.1};
    boolean[] taken = {true, false, true, false};
    assertEquals(
        List.of(
            new Reliability.Bin(0.01, 0.02, 2, 0.015, 0.5),
            new Reliability.Bin(0.1, 0.4, 2, 0.25, 0.5)),
        Reliability.quantiles(chances, taken, 2));
    assertEquals(4, Reliability.quantiles(chances, taken, 10).size());
  }

  @Test
  void aShareOfTenOfTwentyHasWilsonsInterval() {
    Interval interval = Interval.ofShare(10, 20);
    assertEquals(0.5, interval.mean());
    assertEquals(0.299298, interval.low(), 1e-6);
    assertEquals(0.700702, interval.high(), 1e-6);
    assertEquals(0, Interval.ofShare(0, 20).low());
    assertTrue(Interval.ofShare(0, 20).high() > 0.1);
  }

  @Test
  void theCalibrationErrorWeighsBinsByTheirCases() {
    List<Reliability.Bin> curve = Reliability.curve(PROBABILITIES, OUTCOMES, 4);
    assertEquals((0.1 + 0.7 + 2 * 0.1) / 4, Reliability.expectedCalibrationError(curve), 1e-12);
  }

  @Test
  void theBrierScoreIsTheMeanSquaredDistance() {
    assertEquals((0.01 + 0.49 + 0.04 + 0) / 4, Reliability.brier(PROBABILITIES, OUTCOMES), 1e-12);
  }

  @Test
  void aProbabilityAboveOneIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Reliability.curve(new double[] {1.2}, new boolean[] {true}, 4));
    assertEquals("probability 0 is 1.2; it must lie between 0 and 1", e.getMessage());
  }
}
