package dev.nightjar.pipelines.array;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Inner products of one query with all vectors, stored dimension by dimension so that the inner
 * loop runs over items and the JIT compiler can use SIMD without reordering a sum.
 */
public final class DotProducts implements Serializable {
  /** Items whose four columns and one result fit the first-level cache. */
  private static final int TILE = 1024;

  private final int count;
  private final int dimension;
  private final float[] columns;

  public DotProducts(Vectors vectors) {
    count = vectors.count();
    dimension = vectors.dimension();
    columns = new float[vectors.values().length];
    for (int i = 0; i < count; i++) {
      for (int d = 0; d < dimension; d++) {
        columns[d * count + i] = vectors.values()[i * dimension + d];
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
      for (; d + 3 < dimension; d += 4) {
        for (int q = 0; q < size; q++) {
          four(queries[q], d, from, to, out[q]);
        }
      }
      for (; d < dimension; d++) {
        for (int q = 0; q < size; q++) {
          one(queries[q][d], d * count, from, to, out[q]);
        }
      }
    }
  }

  private void one(float weight, int column, int from, int to, float[] out) {
    for (int i = from; i < to; i++) {
      out[i] += weight * columns[column + i];
    }
  }

  private void four(float[] query, int d, int from, int to, float[] out) {
    float w0 = query[d];
    float w1 = query[d + 1];
    float w2 = query[d + 2];
    float w3 = query[d + 3];
    int c0 = d * count;
    int c1 = c0 + count;
    int c2 = c1 + count;
    int c3 = c2 + count;
    for (int i = from; i < to; i++) {
      out[i] +=
          w0 * columns[c0 + i] + w1 * columns[c1 + i] + w2 * columns[c2 + i] + w3 * columns[c3 + i];
    }
  }
}
