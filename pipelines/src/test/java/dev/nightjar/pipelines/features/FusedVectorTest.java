package dev.nightjar.pipelines.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.settings.choice.FusionMethod;
import org.junit.jupiter.api.Test;

final class FusedVectorTest {

  private static final float[] NONE = {};

  @Test
  void textAndReviewsAreMixedByTheShareAndScaledToLengthOne() {
    float[] fused =
        FusedVector.of(FusionMethod.WEIGHTED, new float[] {1, 0}, new float[] {0, 1}, 0.4);
    double norm = Math.hypot(0.6, 0.4);
    assertArrayEquals(new float[] {(float) (0.6 / norm), (float) (0.4 / norm)}, fused, 1e-6f);
  }

  @Test
  void whatIsMissingLeavesTheOtherAlone() {
    assertArrayEquals(
        new float[] {0.6f, 0.8f},
        FusedVector.of(FusionMethod.WEIGHTED, new float[] {3, 4}, NONE, 0.9),
        1e-6f);
    assertArrayEquals(
        new float[] {0, 1},
        FusedVector.of(FusionMethod.WEIGHTED, NONE, new float[] {0, 2}, 0.1),
        1e-6f);
    assertNull(FusedVector.of(FusionMethod.WEIGHTED, NONE, NONE, 0.5));
  }

  @Test
  void vectorsOfTwoModelsAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> FusedVector.of(FusionMethod.WEIGHTED, new float[2], new float[3], 0.5));
    assertEquals(
        "text vector has dimension 2, review vector 3; embed both with one model", e.getMessage());
  }
}
