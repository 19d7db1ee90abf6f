package dev.nightjar.pipelines.benchmark.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.nightjar.udfs.embed.Device;
import org.junit.jupiter.api.Test;

final class TopKGraphTest {

  @Test
  void theGraphFindsTheLargestProductsBestFirst() throws OrtException {
    TopKSize size = new TopKSize(2, 4, 2, 3);
    float[] users = {1, 0, 0, 1};
    float[] items = {
      1, 3, 2, 4, // first factor of the four items
      8, 5, 7, 6
    };
    try (TopKRun run = TopKRun.on(Device.CPU, size, users, items)) {
      assertArrayEquals(new long[][] {{3, 1, 2}, {0, 2, 3}}, run.positions());
    }
  }

  @Test
  void listsOfRandomFactorsAreThoseOfAFullSort() throws OrtException {
    long seed = 7;
    TopKSize size = new TopKSize(30, 500, 16, 100);
    float[] users = TopKRun.random(30 * 16, seed);
    float[] items = TopKRun.random(500 * 16, seed + 1);
    try (TopKRun run = TopKRun.on(Device.CPU, size, users, items)) {
      long[][] positions = run.positions();
      TopKAgreement agreement = TopKAgreement.of(size, users, items, positions, 30);
      assertTrue(agreement.holds(), () -> "seed " + seed + ": " + agreement);
      positions[3][0] = positions[3][99];
      TopKAgreement wrong = TopKAgreement.of(size, users, items, positions, 30);
      assertFalse(wrong.holds(), () -> "seed " + seed + ": " + wrong);
    }
  }

  @Test
  void listsThatDifferBetweenEqualScoresAreTied() {
    TopKSize size = new TopKSize(1, 3, 1, 2);
    TopKAgreement agreement =
        TopKAgreement.of(size, new float[] {1}, new float[] {2, 5, 2}, new long[][] {{1, 2}}, 1);
    assertEquals(new TopKAgreement(1, 0, 1), agreement);
    assertTrue(agreement.holds());
  }
}
