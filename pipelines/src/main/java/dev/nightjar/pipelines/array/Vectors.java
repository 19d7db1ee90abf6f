package dev.nightjar.pipelines.array;

import java.io.Serializable;
import java.util.Arrays;

/**
 * One vector an item (or user), row by row in one array; an index without a vector has zeros.
 *
 * @param count number of vectors
 * @param dimension length of each, 0 when there are none at all
 * @param values {@code count * dimension} numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Vectors(int count, int dimension, float[] values) implements Serializable {

  /** Some JVMs keep a few elements of an array for themselves. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  public Vectors {
    if ((long) count * dimension != values.length) {
      throw new IllegalArgumentException(
          "%d vectors of dimension %d need %d values but there are %d"
              .formatted(count, dimension, (long) count * dimension, values.length));
    }
  }

  /** No vector for anything. */
  public static Vectors absent(int count) {
    return new Vectors(count, 0, new float[0]);
  }

  /**
   * Zeros for everything.
   *
   * @throws IllegalArgumentException for more numbers than one array holds
   */
  public static Vectors zeros(int count, int dimension) {
    long values = (long) count * dimension;
    if (values > MOST_VALUES) {
      throw new IllegalArgumentException(
          "%d vectors of %d numbers are more than the %d numbers that one array holds; take a model with shorter vectors or divide the catalog"
              .formatted(count, dimension, MOST_VALUES));
    }
    return new Vectors(count, dimension, new float[(int) values]);
  }

  /** Copies of vectors that stand in arrays of their own. */
  public static Vectors of(float[][] rows, int dimension) {
    Vectors vectors = zeros(rows.length, dimension);
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, vectors.values, row * dimension, dimension);
    }
    return vectors;
  }

  public boolean isAbsent() {
    return dimension == 0;
  }

  /** Whether the vector at {@code index} has any value but zero. */
  public boolean has(int index) {
    int from = index * dimension;
    for (int d = 0; d < dimension; d++) {
      if (values[from + d] != 0) {
        return true;
      }
    }
    return false;
  }

  /** A copy of one vector. */
  public float[] at(int index) {
    return Arrays.copyOfRange(values, index * dimension, (index + 1) * dimension);
  }

  /** Inner product of two of the vectors, summed in order. */
  public float dotProduct(int a, int b) {
    return DotProduct.inOrder(values, a * dimension, values, b * dimension, dimension);
  }

  /** Inner product with a vector of others, by four sums, which is faster. */
  public float dotProduct(int a, Vectors others, int b) {
    return DotProduct.byFourSums(values, a * dimension, others.values, b * dimension, dimension);
  }

  /** Inner product of a query with one of the vectors, four products at a time. */
  public float dotProduct(float[] query, int index) {
    return DotProduct.byFours(query, values, index * dimension);
  }

  /** A copy whose vectors all have length 1; zeros stay. */
  public Vectors normalized() {
    float[] copy = values.clone();
    for (int index = 0; index < count; index++) {
      double norm = Math.sqrt(dotProduct(index, index));
      for (int d = 0, i = index * dimension; d < dimension && norm > 0; d++) {
        copy[i + d] = (float) (copy[i + d] / norm);
      }
    }
    return new Vectors(count, dimension, copy);
  }
}
