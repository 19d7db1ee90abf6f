package dev.nightjar.udfs.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BlockProductTest {
  private static final int QUERIES = 19;

  @Test
  void everyQueryMeetsEveryVectorWithinTheErrorThatIsTold() {
    for (int dimension : new int[] {1, 3, 64, 385}) {
      SplittableRandom random = new SplittableRandom(dimension);
      float[][] queries = vectors(random, QUERIES, dimension);
      float[][] vectors = vectors(random, BlockProduct.VECTORS, dimension);
      BlockProduct product = product(queries, vectors);
      product.multiply(QUERIES);
      for (int q = 0; q < QUERIES; q++) {
        for (int v = 0; v < vectors.length; v++) {
          double exact = VectorMath.innerProduct(queries[q], vectors[v]);
          double lengths = VectorMath.norm(queries[q], 2) * VectorMath.norm(vectors[v], 2);
          double error = BlockProduct.error(dimension, lengths);
          assertEquals(exact, product.product(q, v), error, "dimension " + dimension);
        }
      }
    }
  }

  @Test
  void theMaximumOfAGroupIsThatOfItsProducts() {
    SplittableRandom random = new SplittableRandom(3);
    BlockProduct product =
        product(vectors(random, QUERIES, 7), vectors(random, BlockProduct.VECTORS, 7));
    product.multiply(QUERIES);
    float[] maxima = new float[BlockProduct.GROUPS];
    for (int q = 0; q < QUERIES; q++) {
      product.maxima(q, maxima);
      for (int group = 0; group < maxima.length; group++) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int v = group; v < BlockProduct.VECTORS; v += BlockProduct.GROUPS) {
          largest = Math.max(largest, product.product(q, v));
        }
        assertEquals(largest, maxima[group]);
      }
    }
  }

  @Test
  void placesAreUsedAgainAndFewerQueriesMultiplyAlone() {
    BlockProduct product = new BlockProduct(2, 1);
    product.query(0, new float[] {2});
    product.query(1, new float[] {3});
    product.vector(5, new float[] {9, 7}, 1);
    product.multiply(2);
    assertEquals(14, product.product(0, 5));
    assertEquals(21, product.product(1, 5));
    product.query(0, new float[] {-1});
    product.multiply(1);
    assertEquals(-7, product.product(0, 5));
  }

  @Test
  void theErrorGrowsWithDimensionAndLengths() {
    assertTrue(BlockProduct.error(64, 1) > BlockProduct.error(8, 1));
    assertTrue(BlockProduct.error(8, 2) > BlockProduct.error(8, 1));
    assertEquals(7.7e-6, BlockProduct.error(64, 1), 1e-7);
  }

  private static BlockProduct product(float[][] queries, float[][] vectors) {
    BlockProduct product = new BlockProduct(queries.length, queries[0].length);
    for (int q = 0; q < queries.length; q++) {
      product.query(q, queries[q]);
    }
    for (int v = 0; v < vectors.length; v++) {
      product.vector(v, vectors[v], 0);
    }
    return product;
  }

  private static float[][] vectors(SplittableRandom random, int count, int dimension) {
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      for (int d = 0; d < dimension; d++) {
        vector[d] = (float) random.nextDouble(-1, 1);
      }
    }
    return vectors;
  }
}
