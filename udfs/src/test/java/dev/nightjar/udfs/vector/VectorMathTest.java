package dev.nightjar.udfs.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VectorMathTest {

  private static final float[] A = {1, 2, 2};
  private static final float[] B = {2, 0, 1};

  @Test
  void figuresAreThoseOfPaperAndPencil() {
    assertEquals(4, VectorMath.innerProduct(A, B));
    assertEquals(4 / (3 * Math.sqrt(5)), VectorMath.cosine(A, B), 1e-15);
    assertEquals(Math.sqrt(6), VectorMath.l2Distance(A, B));
    assertEquals(3, VectorMath.norm(A, 2f));
    assertEquals(5, VectorMath.norm(A, 1f));
    assertEquals(2, VectorMath.norm(A, Float.POSITIVE_INFINITY));
    assertArrayEquals(new float[] {1 / 3f, 2 / 3f, 2 / 3f}, VectorMath.normalize(A, 2f));
  }

  @Test
  void nothingOverflowsOnTheWay() {
    float[] huge = {3e19f, 4e19f};
    float[] tiny = {3e-30f, 4e-30f};
    assertEquals(1, VectorMath.cosine(huge, huge), 1e-15);
    assertArrayEquals(new float[] {0.6f, 0.8f}, VectorMath.normalize(tiny, 2f));
  }

  @Test
  void aZeroVectorHasNoDirection() {
    assertEquals(Double.NaN, VectorMath.cosine(new float[3], A));
    assertArrayEquals(new float[] {Float.NaN}, VectorMath.normalize(new float[1], 2f));
  }

  @Test
  void differentDimensionsAreRefused() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> VectorMath.innerProduct(A, new float[2]));
    assertEquals("vectors have 3 and 2 dimensions; both must have the same", error.getMessage());
  }

  @Test
  void otherNormsAreRefused() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> VectorMath.norm(A, 3f));
    assertEquals("norm degree is 3.0; use 1.0, 2.0 or float('inf')", error.getMessage());
  }
}
