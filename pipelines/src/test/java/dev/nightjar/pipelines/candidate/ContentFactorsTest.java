package dev.nightjar.pipelines.candidate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ContentFactorsTest {

  /** Item 0 has both parts, item 1 content alone, item 2 a factor alone. */
  private static final Vectors CONTENT = new Vectors(3, 3, new float[] {0, 3, 0, 1, 0, 0, 0, 0, 0});

  private static final Vectors FACTORS = new Vectors(3, 2, new float[] {0, 5, 0, 0, 2, 0});

  @Test
  void concatKeepsBothSpacesByTheirShares() {
    Vectors fused = new ContentFactors(FusionMethod.CONCAT, 0.36, 10).fuse(CONTENT, FACTORS);
    assertEquals(5, fused.dimension());
    assertArrayEquals(
        new float[] {0, 0.6f, 0, 0, 0.8f, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0}, fused.values(), 1e-6f);
  }

  @Test
  void theOtherFusionsMeetInTheSpaceOfTheFactors() {
    Vectors content = Vectors.zeros(40, 3);
    Vectors factors = Vectors.zeros(40, 2);
    Random random = new Random(4);
    for (int item = 0; item < 40; item++) {
      for (int d = 0; d < 3; d++) {
        content.values()[item * 3 + d] = (float) random.nextGaussian();
      }
      if (item > 0) { // item 0 has no events
        factors.values()[item * 2] = content.values()[item * 3] + 0.5f;
        factors.values()[item * 2 + 1] = -2 * content.values()[item * 3 + 2];
      }
    }
    for (FusionMethod method : FusionMethod.values()) {
      if (method != FusionMethod.CONCAT) {
        Vectors fused = new ContentFactors(method, 0.3, 1e-6).fuse(content, factors);
        assertEquals(2, fused.dimension(), method.name());
        // Content says all of a factor here, so an item without one gets what its own would be.
        assertArrayEquals(
            unit(content.values()[0] + 0.5, -2 * content.values()[2]), row(fused, 0), 1e-3f);
        assertArrayEquals(
            unit(factors.values()[6], factors.values()[7]), row(fused, 3), 1e-3f, method.name());
      }
    }
  }

  @Test
  void onePartAloneIsScaledToLengthOne() {
    ContentFactors options = new ContentFactors(FusionMethod.MEAN, 0.5, 10);
    assertArrayEquals(
        new float[] {0, 1, 0, 1, 0, 0, 0, 0, 0}, options.fuse(CONTENT, Vectors.absent(3)).values());
    assertEquals(2, options.fuse(Vectors.absent(3), FACTORS).dimension());
  }

  @Test
  void aShareBeyondOneIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new ContentFactors(FusionMethod.CONCAT, 1.5, 10));
  }

  private static float[] unit(double first, double second) {
    double length = Math.hypot(first, second);
    return new float[] {(float) (first / length), (float) (second / length)};
  }

  private static float[] row(Vectors vectors, int item) {
    return java.util.Arrays.copyOfRange(vectors.values(), 2 * item, 2 * item + 2);
  }
}
