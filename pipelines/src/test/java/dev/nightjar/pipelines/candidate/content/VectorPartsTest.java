package dev.nightjar.pipelines.candidate.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.settings.choice.FusionMethod;
import org.junit.jupiter.api.Test;

class VectorPartsTest {
  /** Three items: the first has both parts, the others one each. */
  private static final Vectors FIRST = new Vectors(3, 2, new float[] {3, 0, 0, 2, 0, 0});

  private static final Vectors SECOND = new Vectors(3, 2, new float[] {0, 5, 0, 0, 1, 0});

  @Test
  void weightsMixUnitVectorsAndAMissingPartLeavesTheOther() {
    Vectors fused = VectorParts.fuse(FusionMethod.WEIGHTED, FIRST, SECOND, 0.6);
    float norm = (float) Math.sqrt(0.6 * 0.6 + 0.4 * 0.4);
    assertArrayEquals(new float[] {0.6f / norm, 0.4f / norm, 0, 1, 1, 0}, fused.values(), 1e-6f);
  }

  @Test
  void theMeanOfOrthogonalVectorsLiesBetweenThem() {
    Vectors fused = VectorParts.fuse(FusionMethod.MEAN, FIRST, SECOND, 0.9);
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(new float[] {half, half, 0, 1, 1, 0}, fused.values(), 1e-6f);
  }

  @Test
  void attentionPrefersTheFirstPartByTheSoftmaxOfInnerProducts() {
    Vectors fused = VectorParts.fuse(FusionMethod.ATTENTION, FIRST, SECOND, 0);
    double share = 1 / (1 + Math.exp(-1 / Math.sqrt(2)));
    double norm = Math.hypot(share, 1 - share);
    assertArrayEquals(
        new float[] {(float) (share / norm), (float) ((1 - share) / norm), 0, 1, 1, 0},
        fused.values(),
        1e-6f);
  }

  @Test
  void concatenationKeepsBothParts() {
    Vectors fused = VectorParts.fuse(FusionMethod.CONCAT, FIRST, SECOND, 0);
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(
        new float[] {half, 0, 0, half, 0, 1, 0, 0, 0, 0, 1, 0}, fused.values(), 1e-6f);
  }

  @Test
  void theCosineOfJoinedVectorsIsTheWeightedMeanOfTheCosinesOfTheirParts() {
    Vectors content = new Vectors(2, 2, new float[] {3, 0, 1, 1});
    Vectors pictures = new Vectors(2, 3, new float[] {0, 0, 5, 0, 3, 4});
    for (double share : new double[] {0, 0.3, 1}) {
      Vectors joined = VectorParts.concat(content, pictures, share);
      assertEquals(5, joined.dimension());
      assertEquals(1, joined.dotProduct(0, 0), 1e-6);
      assertEquals(
          (1 - share) * Math.sqrt(0.5) + share * 0.8, joined.dotProduct(0, 1), 1e-6, "" + share);
    }
  }

  @Test
  void anItemWithOnePartHasThatAloneAndZerosForTheOther() {
    Vectors content = new Vectors(3, 1, new float[] {2, 0, 0});
    Vectors pictures = new Vectors(3, 2, new float[] {0, 0, 0, -7, 0, 0});
    assertArrayEquals(
        new float[] {1, 0, 0, 0, 0, -1, 0, 0, 0},
        VectorParts.concat(content, pictures, 0.3).values());
    assertEquals(1, VectorParts.concat(content, Vectors.absent(3), 0.3).dimension());
    assertEquals(
        "features.image-weight is 1.5; set a number from 0 to 1",
        assertThrows(
                IllegalArgumentException.class, () -> VectorParts.concat(content, pictures, 1.5))
            .getMessage());
  }

  @Test
  void onlyConcatenationTakesDifferentDimensions() {
    Vectors longer = Vectors.zeros(3, 4);
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> VectorParts.fuse(FusionMethod.MEAN, FIRST, longer, 0.5));
    assertEquals(
        "vectors of dimension 2 and 4 cannot be fused by MEAN; set features.fusion = concat",
        failure.getMessage());
  }
}
