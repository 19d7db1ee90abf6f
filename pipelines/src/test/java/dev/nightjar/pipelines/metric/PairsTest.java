package dev.nightjar.pipelines.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PairsTest {

  @Test
  void theErrorIsThatOfTheDifference() {
    // Differences 0.1, 0.3, 0.1, 0.3: mean 0.2, standard deviation 0.1, over the root of 4 users.
    double[] a = {0.2, 0.8, 0.5, 0.9};
    double[] b = {0.1, 0.5, 0.4, 0.6};
    assertEquals(0.05, Pairs.standardError(a, b), 1e-12);
    assertEquals(0, Pairs.standardError(a, a));
    assertEquals(0, Pairs.standardError(new double[0], new double[0]));
  }

  @Test
  void everyUserNeedsBothValues() {
    assertThrows(
        IllegalArgumentException.class, () -> Pairs.standardError(new double[2], new double[3]));
  }
}
