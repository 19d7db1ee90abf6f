package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DotProductsTest {
  private static final int COUNT = 1500;

  @Test
  void aBlockOfQueriesGivesTheBitsOfEachAlone() {
    for (int dimension : new int[] {1, 4, 7, 64}) {
      SplittableRandom random = new SplittableRandom(dimension);
      Vectors vectors = new Vectors(COUNT, dimension, numbers(random, COUNT * dimension));
      DotProducts products = new DotProducts(vectors);
      float[][] queries = new float[3][];
      float[][] block = new float[3][COUNT];
      for (int q = 0; q < queries.length; q++) {
        queries[q] = numbers(random, dimension);
        block[q][0] = 99; // is overwritten
      }
      products.with(queries, block, queries.length);
      for (int q = 0; q < queries.length; q++) {
        float[] alone = new float[COUNT];
        products.with(queries[q], alone);
        assertArrayEquals(alone, block[q]);
        assertEquals(sum(queries[q], vectors, COUNT - 1), alone[COUNT - 1], 1e-4);
      }
    }
  }

  @Test
  void bothOrdersOfAPairGiveItsProduct() {
    Vectors vectors = new Vectors(2, 5, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertEquals(130, vectors.dotProduct(0, 1));
    assertEquals(130, vectors.dotProduct(0, vectors, 1));
    assertEquals(11, DotProduct.of(new double[] {1, 2}, new double[] {3, 4}));
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }

  private static double sum(float[] query, Vectors vectors, int index) {
    double sum = 0;
    for (int d = 0; d < query.length; d++) {
      sum += (double) query[d] * vectors.at(index)[d];
    }
    return sum;
  }
}
