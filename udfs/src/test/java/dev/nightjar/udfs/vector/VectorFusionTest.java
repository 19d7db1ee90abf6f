package dev.nightjar.udfs.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VectorFusionTest {

  private static final float[] A = {1, 0};
  private static final float[] B = {0, 2};

  @Test
  void theWeightIsTheShareOfTheFirst() {
    assertArrayEquals(new float[] {0.25f, 1.5f}, VectorFusion.weighted(A, B, 0.25));
    assertArrayEquals(A, VectorFusion.weighted(A, B, 1));
    assertArrayEquals(B, VectorFusion.weighted(A, B, 0));
  }

  @Test
  void concatenationTakesAnyDimensions() {
    assertArrayEquals(new float[] {1, 0, 3}, VectorFusion.concat(A, new float[] {3}));
    assertArrayEquals(new float[0], VectorFusion.concat(new float[0], new float[0]));
  }

  /** a·a/√2 = 1/√2 and a·b/√2 = 0, so a has the share 1 / (1 + exp(−1/√2)). */
  @Test
  void attentionWeighsByTheSoftmaxOfScaledProducts() {
    float share = (float) (1 / (1 + Math.exp(-1 / Math.sqrt(2))));
    assertArrayEquals(new float[] {share, 2 * (1 - share)}, VectorFusion.attention(A, B), 1e-7f);
    assertArrayEquals(A, VectorFusion.attention(A, A));
  }

  @Test
  void weightsBeyondZeroToOneAreRefused() {
    for (double alpha : new double[] {-0.1, 1.1, Double.NaN}) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> VectorFusion.weighted(A, B, alpha));
      assertEquals(
          "fusion weight alpha is " + alpha + "; use a number from 0 to 1", error.getMessage());
    }
  }

  @Test
  void differentDimensionsAreRefused() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> VectorFusion.attention(A, new float[3]));
    assertEquals("vectors have 2 and 3 dimensions; both must have the same", error.getMessage());
  }
}
