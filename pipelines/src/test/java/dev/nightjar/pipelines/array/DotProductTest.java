package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DotProductTest {

  @Test
  void aQueryIsAddedUpFourProductsAtATime() {
    for (int dimension : new int[] {1, 4, 7, 64}) {
      SplittableRandom random = new SplittableRandom(dimension);
      Vectors vectors = new Vectors(3, dimension, numbers(random, 3 * dimension));
      float[] query = numbers(random, dimension);
      float[] vector = vectors.at(2);
      float sum = 0;
      int whole = dimension - dimension % 4;
      for (int d = 0; d < whole; d += 4) {
        float first = query[d] * vector[d] + query[d + 1] * vector[d + 1];
        sum += first + query[d + 2] * vector[d + 2] + query[d + 3] * vector[d + 3];
      }
      for (int d = whole; d < dimension; d++) {
        sum += query[d] * vector[d];
      }
      assertEquals(sum, vectors.dotProduct(query, 2));
    }
  }

  @Test
  void bothOrdersOfAPairGiveItsProduct() {
    Vectors vectors = new Vectors(2, 5, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    assertEquals(130, vectors.dotProduct(0, 1));
    assertEquals(130, vectors.dotProduct(0, vectors, 1));
    assertEquals(130, vectors.dotProduct(vectors.at(0), 1));
    assertEquals(11, DotProduct.of(new double[] {1, 2}, new double[] {3, 4}));
  }

  @Test
  void aTileAddsUpEveryPairInOrderWhateverStandsBesideIt() {
    for (int dimension : new int[] {1, 4, 7, 64}) {
      SplittableRandom random = new SplittableRandom(dimension);
      Vectors others = new Vectors(200, dimension, numbers(random, 200 * dimension));
      float[] query = numbers(random, dimension);
      VectorTile tile = new VectorTile(dimension);
      for (int count : new int[] {1, 3, 4, 5, 128, 199, 2}) {
        int[] picks = random.ints(count + 1, 0, others.count()).toArray();
        tile.gather(others, picks, 1, count + 1);
        float[] products = new float[count];
        tile.products(query, products);
        for (int pick = 0; pick < count; pick++) {
          float sum = 0;
          for (int d = 0; d < dimension; d++) {
            sum = Math.fma(query[d], others.values()[picks[pick + 1] * dimension + d], sum);
          }
          assertEquals(sum, products[pick]);
        }
      }
    }
  }

  private static float[] numbers(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }
}
