package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
  private static final long SEED = 5;

  @Test
  void aMatrixOfTwoHasTheValuesOfItsEquation() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {2, 9, 1, 2}, 2); // 9 is not read
    assertArrayEquals(new double[] {1, 3}, eigen.values(), 1e-12);
    assertEquals(Math.sqrt(0.5), Math.abs(eigen.vectors()[0]), 1e-12);
  }

  @Test
  void valuesAndVectorsGiveTheMatrixBack() {
    for (int size : new int[] {1, 3, 17, 64}) {
      double[] matrix = squares(size, size / 2 + 1); // of half the rank: many values are zero
      SymmetricEigen eigen = SymmetricEigen.of(matrix, size);
      for (int i = 0; i < size; i++) {
        assertTrue(i == 0 || eigen.values()[i - 1] <= eigen.values()[i], "ascending");
        for (int j = 0; j < size; j++) {
          double value = 0;
          double product = 0;
          for (int k = 0; k < size; k++) {
            double both = eigen.vectors()[i * size + k] * eigen.vectors()[j * size + k];
            value += eigen.values()[k] * both;
            product += both;
          }
          assertEquals(matrix[i * size + j], value, 1e-9, "seed " + SEED + ", size " + size);
          assertEquals(i == j ? 1 : 0, product, 1e-12, "seed " + SEED + ", size " + size);
        }
      }
    }
  }

  @Test
  void zerosHaveZeros() {
    assertArrayEquals(new double[3], SymmetricEigen.of(new double[9], 3).values());
  }

  private static double[] squares(int size, int rank) {
    Random random = new Random(SEED);
    double[] matrix = new double[size * size];
    for (int r = 0; r < rank; r++) {
      double[] vector = random.doubles(size, -1, 1).toArray();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          matrix[i * size + j] += vector[i] * vector[j];
        }
      }
    }
    return matrix;
  }
}
