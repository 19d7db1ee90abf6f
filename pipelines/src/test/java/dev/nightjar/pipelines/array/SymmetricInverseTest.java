package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricInverseTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 47, 48, 49, 131})
  void theProductWithTheMatrixIsTheIdentity(int n) {
    double[][] full = positiveDefinite(n, 3);
    double[][] lower = new double[n][];
    for (int i = 0; i < n; i++) {
      lower[i] = java.util.Arrays.copyOf(full[i], i + 1);
    }
    SymmetricInverse.inPlace(lower);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += full[i][k] * (k >= j ? lower[k][j] : lower[j][k]);
        }
        assertEquals(i == j ? 1 : 0, sum, 1e-9, "seed 3, n " + n);
      }
    }
  }

  @Test
  void choleskySolvesWhatItDecomposed() {
    int n = 23;
    double[][] full = positiveDefinite(n, 4);
    double[] flat = new double[n * n];
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(full[i], 0, flat, i * n, n);
      for (int j = 0; j < n; j++) {
        right[i] += full[i][j] * (j + 1);
      }
    }
    Cholesky.inPlace(flat, n).solve(right);
    for (int j = 0; j < n; j++) {
      assertEquals(j + 1, right[j], 1e-9, "seed 4");
    }
  }

  private static double[][] positiveDefinite(int n, long seed) {
    Random random = new Random(seed);
    double[][] factor = new double[n][n];
    for (double[] row : factor) {
      for (int j = 0; j < n; j++) {
        row[j] = random.nextGaussian();
      }
    }
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          product[i][j] += factor[i][k] * factor[j][k];
        }
      }
      product[i][i] += n;
    }
    return product;
  }
}
