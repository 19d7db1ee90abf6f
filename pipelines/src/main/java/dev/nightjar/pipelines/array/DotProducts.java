package dev.nightjar.pipelines.array;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Inner products of one query, or a block of them, with all vectors. These are stored dimension by
 * dimension so that the inner loop runs over items and the JIT compiler can use SIMD without
 * reordering a sum.
 */
public final class DotProducts implements Serializable {
  /** Items whose four columns and one result fit the first-level cache. */
  private static final int TILE = 1024;

  private final int count;
  private final float[][] columns;

  public DotProducts(Vectors vectors) {
    count = vectors.count();
    columns = new float[vectors.dimension()][count];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < columns.length; d++) {
        columns[d][i] = vectors.values()[i * columns.length + d];
      }
    }
  }

  /** Overwrites {@code out} with one inner product a vector. */
  public void with(float[] query, float[] out) {
    with(new float[][] {query}, new float[][] {out}, 1);
  }

  /**
   * Does the same for the first {@code size} queries, reading the vectors from memory once for all
   * of them; each result has the same bits as alone.
   */
  public void with(float[][] queries, float[][] out, int size) {
    for (int from = 0; from < count; from += TILE) {
      int to = Math.min(count, from + TILE);
      for (int q = 0; q < size; q++) {
        Arrays.fill(out[q], from, to, 0f);
      }
      int d = 0;
      for (; d + 3 < columns.length; d += 4) {
        for (int q = 0; q < size; q++) {
          addFour(queries[q], d, from, to, out[q]);
        }
      }
      for (; d < columns.length; d++) {
        for (int q = 0; q < size; q++) {
          DotProduct.add(out[q], from, to, columns[d], queries[q][d]);
        }
      }
    }
  }

  private void addFour(float[] query, int d, int from, int to, float[] out) {
    DotProduct.addFour(
        out,
        from,
        to,
        columns[d],
        columns[d + 1],
        columns[d + 2],
        columns[d + 3],
        query[d],
        query[d + 1],
        query[d + 2],
        query[d + 3]);
  }
}
