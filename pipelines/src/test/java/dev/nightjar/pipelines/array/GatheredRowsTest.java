package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheredRowsTest {
  private static final long SEED = 3;

  @Test
  void productsAndSumsAreThoseOfTheDefinition() {
    Random random = new Random(SEED);
    for (int dimension : new int[] {1, 2, 7, 33, 64}) {
      GatheredRows gathered = new GatheredRows(dimension); // in use again, for few after many
      for (int count : new int[] {1, 3, 16, 19, 200, 5, GatheredRows.MOST}) {
        float[][] rows = random(random, 9, dimension);
        int[] picks = random.ints(count + 2, 0, rows.length).toArray();
        gathered.gather(Vectors.of(rows, dimension), picks, 1, count + 1);
        float[] products = new float[count];
        gathered.products(rows[5], products);
        float[] weights = random(random, 1, count)[0];
        float[] sum = new float[dimension];
        gathered.add(sum, weights);
        double[] expected = new double[dimension];
        for (int p = 0; p < count; p++) {
          double product = 0;
          for (int d = 0; d < dimension; d++) {
            product += (double) rows[picks[p + 1]][d] * rows[5][d];
            expected[d] += (double) weights[p] * rows[picks[p + 1]][d];
          }
          assertEquals(product, products[p], 1e-4, "seed " + SEED);
        }
        for (int d = 0; d < dimension; d++) {
          assertEquals(expected[d], sum[d], 1e-6 * count, "seed " + SEED);
        }
      }
    }
  }

  @Test
  void aPickHasTheSameProductWhereverItStands() {
    float[][] rows = random(new Random(SEED), 7, 33);
    for (int count : new int[] {7, 70}) {
      int[] picks = IntStream.range(0, count).map(p -> p % rows.length).toArray();
      GatheredRows gathered = new GatheredRows(33);
      gathered.gather(Vectors.of(rows, 33), picks, 0, count);
      float[] products = new float[count];
      gathered.products(rows[0], products);
      float[] turnedRound = new float[count];
      gathered.gather(
          Vectors.of(rows, 33),
          IntStream.range(0, count).map(p -> picks[count - 1 - p]).toArray(),
          0,
          count);
      gathered.products(rows[0], turnedRound);
      for (int p = 0; p < count; p++) {
        assertEquals(products[p], turnedRound[count - 1 - p]);
      }
    }
    GatheredRows gathered = new GatheredRows(33);
    float[] alone = new float[1];
    gathered.gather(Vectors.of(rows, 33), new int[] {2}, 0, 1);
    gathered.products(rows[0], alone);
    float[] together = new float[7];
    gathered.gather(Vectors.of(rows, 33), new int[] {1, 2, 3, 4, 5, 6, 2}, 0, 7);
    gathered.products(rows[0], together);
    assertEquals(alone[0], together[1]);
    assertEquals(alone[0], together[6]);
  }

  private static float[][] random(Random random, int count, int dimension) {
    float[][] rows = new float[count][dimension];
    for (float[] row : rows) {
      for (int d = 0; d < dimension; d++) {
        row[d] = random.nextFloat();
      }
    }
    return rows;
  }

  @Test
  void aVectorTimesAMatrixIsAddedToTheSum() {
    float[] sum = {1, 1};
    DotProduct.addProduct(
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
