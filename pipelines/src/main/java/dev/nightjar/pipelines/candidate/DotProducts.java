package dev.nightjar.pipelines.candidate;

import java.io.Serializable;

/**
 * Inner products of one query with all vectors, stored dimension by dimension so that the inner
 * loop runs over items and the JIT compiler can use SIMD without reordering a sum.
 */
final class DotProducts implements Serializable {
  private static final int TILE = 4096;

  private final int count;
  private final int dimension;
  private final float[] columns;

  DotProducts(Vectors vectors) {
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
  void with(float[] query, float[] out) {
    for (int from = 0; from < count; from += TILE) {
      int to = Math.min(count, from + TILE);
      java.util.Arrays.fill(out, from, to, 0f);
      int d = 0;
      for (; d + 3 < dimension; d += 4) {
        four(query, d, from, to, out);
      }
      for (; d < dimension; d++) {
        float weight = query[d];
        int column = d * count;
        for (int i = from; i < to; i++) {
          out[i] += weight * columns[column + i];
        }
      }
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
