package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GatheredRowsTest {
  private static final long SEED = 3;

  @Test
  void productsAndSumsAreThoseOfTheDefinition() {
    Random random = new Random(SEED);
    for (int dimension : new int[] {1, 2, 7, 64}) {
      float[][] rows = new float[9][dimension];
      for (float[] row : rows) {
        for (int d = 0; d < dimension; d++) {
          row[d] = random.nextFloat();
        }
      }
      int[] picks = {8, 0, 3, 3, 1, 7, 2};
      float[] weights = {1, 2, -1, 0.5f, 3, 0};
      float[] products = new float[6];
      GatheredRows.products(rows, picks, 1, 7, rows[5], products);
      float[] sum = new float[dimension];
      GatheredRows.add(sum, rows, picks, 1, 7, weights);
      for (int p = 0; p < 6; p++) {
        double expected = 0;
        for (int d = 0; d < dimension; d++) {
          expected += (double) rows[picks[p + 1]][d] * rows[5][d];
        }
        assertEquals(expected, products[p], 1e-4, "seed " + SEED);
      }
      for (int d = 0; d < dimension; d++) {
        double expected = 0;
        for (int p = 0; p < 6; p++) {
          expected += weights[p] * rows[picks[p + 1]][d];
        }
        assertEquals(expected, sum[d], 1e-5, "seed " + SEED);
      }
    }
  }

  @Test
  void aPickHasTheSameProductWhereverItStands() {
    float[][] rows = new float[7][33];
    Random random = new Random(SEED);
    for (float[] row : rows) {
      for (int d = 0; d < row.length; d++) {
        row[d] = random.nextFloat();
      }
    }
    float[] alone = new float[1];
    GatheredRows.products(rows, new int[] {2}, 0, 1, rows[0], alone);
    float[] together = new float[7];
    GatheredRows.products(rows, new int[] {1, 2, 3, 4, 5, 6, 2}, 0, 7, rows[0], together);
    assertEquals(alone[0], together[1]);
    assertEquals(alone[0], together[6]);
  }

  @Test
  void aVectorTimesAMatrixIsAddedToTheSum() {
    float[] sum = {1, 1};
    GatheredRows.add(
        sum, new float[] {1, 2, 3, 4, 5}, new float[][] {{1, 0}, {0, 1}, {1, 1}, {2, 0}, {0, 2}});
    assertArrayEquals(new float[] {1 + 1 + 3 + 8, 1 + 2 + 3 + 10}, sum);
  }

  @Test
  void outerSumsAreTheSameInFewAndManyProducts() {
    OuterSums sums = new OuterSums(2, 3);
    for (int i = 1; i <= 601; i++) {
      sums.add(new float[] {1, i}, new float[] {1, 2, i});
    }
    double n = 601;
    double total = n * (n + 1) / 2;
    double squares = n * (n + 1) * (2 * n + 1) / 6;
    assertArrayEquals(
        new double[] {n, 2 * n, total, total, 2 * total, squares},
        sums.finished().values(),
        squares * 1e-6);
    OuterSums twice = new OuterSums(2, 3);
    twice.add(sums);
    twice.add(sums);
    assertEquals(2 * n, twice.values()[0]);
  }
}
