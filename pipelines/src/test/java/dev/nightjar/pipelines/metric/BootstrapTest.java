package dev.nightjar.pipelines.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void theIntervalOfAMeanAgreesWithTheNormalApproximation() {
    double[] values = random(4000, 1);
    Interval interval = Bootstrap.interval(values, 0.95, 2000, 7);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 4000;
    double half = 1.96 * Math.sqrt(variance / 4000);
    assertEquals(mean, interval.mean(), 1e-12);
    assertEquals(mean - half, interval.low(), half * 0.1);
    assertEquals(mean + half, interval.high(), half * 0.1);
  }

  @Test
  void theSameSeedGivesTheSameIntervalAndAnotherDoesNot() {
    double[] values = random(100, 2);
    assertEquals(
        Bootstrap.interval(values, 0.95, 200, 7), Bootstrap.interval(values, 0.95, 200, 7));
    assertNotEquals(
        Bootstrap.interval(values, 0.95, 200, 7), Bootstrap.interval(values, 0.95, 200, 8));
  }

  @Test
  void equalValuesHaveAnIntervalOfNoWidth() {
    assertEquals(
        new Interval(0.5, 0.5, 0.5), Bootstrap.interval(new double[] {0.5, 0.5}, 0.95, 50, 1));
  }

  @Test
  void aSmallButConstantGainIsFoundByThePairedTest() {
    double[] first = random(500, 3);
    double[] second = Arrays.stream(first).map(v -> v - 0.001).toArray();
    PairedTest test = Bootstrap.paired(first, second, 0.95, 999, 7);
    assertTrue(test.significant());
    assertEquals(0.001, test.difference().mean(), 1e-12);
    assertEquals(2.0 / 1000, test.pValue(), 1e-12);
  }

  @Test
  void twoModelsThatDifferByNoiseAreNotTold() {
    PairedTest test = Bootstrap.paired(random(500, 4), random(500, 5), 0.95, 999, 7);
    assertFalse(test.significant());
    assertTrue(test.pValue() > 0.05, () -> "p-value " + test.pValue());
  }

  @Test
  void aModelAgainstItselfHasPValueOne() {
    double[] values = random(10, 6);
    PairedTest test = Bootstrap.paired(values, values, 0.95, 99, 7);
    assertEquals(1, test.pValue(), 1e-12);
    assertFalse(test.significant());
  }

  @Test
  void differentNumbersOfUsersAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Bootstrap.paired(new double[2], new double[3], 0.95, 10, 1));
    assertEquals(
        "2 users under the first model and 3 under the second; a paired test needs the same users",
        e.getMessage());
  }

  @Test
  void noUsersAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Bootstrap.interval(new double[0], 0.95, 10, 1));
    assertEquals(
        "0 users, 10 samples and level 0.95;"
            + " give at least one user and sample, and a level between 0 and 1",
        e.getMessage());
  }

  private static double[] random(int count, long seed) {
    return new SplittableRandom(seed).doubles(count).toArray();
  }
}
