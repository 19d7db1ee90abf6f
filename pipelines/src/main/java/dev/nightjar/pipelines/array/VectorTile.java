package dev.nightjar.pipelines.array;

import java.util.Arrays;

/**
 * A few vectors, dimension by dimension: loops run over the vectors, which the JIT compiler turns
 * into SIMD, and every product keeps the order of its sum. Room of one thread.
 */
public final class VectorTile {
  /** Vectors that stay in the second-level cache while others are multiplied with them. */
  public static final int SIZE = 128;

  private final float[][] columns;
  private final float[][] sums = new float[4][SIZE];

  /** Room for vectors of a dimension. */
  public VectorTile(int dimension) {
    columns = new float[dimension][SIZE];
  }

  /** Puts a vector at a place, from 0 to {@link #SIZE}. */
  public void put(int place, Vectors vectors, int index) {
    int from = index * columns.length;
    for (int d = 0; d < columns.length; d++) {
      columns[d][place] = vectors.values()[from + d];
    }
  }

  /**
   * Overwrites {@code products} with those of one vector with all of the tile, the same bits as
   * {@link Vectors#dotProduct(int, Vectors, int)} gives each.
   *
   * @param products {@link #SIZE} numbers
   */
  public void dotProducts(Vectors vectors, int index, float[] products) {
    for (float[] sum : sums) {
      Arrays.fill(sum, 0f);
    }
    int from = index * columns.length;
    int whole = columns.length - columns.length % 4;
    for (int d = 0; d < columns.length; d++) {
      DotProduct.add(sums[d < whole ? d % 4 : 0], columns[d], vectors.values()[from + d]);
    }
    for (int i = 0; i < products.length; i++) {
      products[i] = sums[0][i] + sums[1][i] + sums[2][i] + sums[3][i];
    }
  }
}
