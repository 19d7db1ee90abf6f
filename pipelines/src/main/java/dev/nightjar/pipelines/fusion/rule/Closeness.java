package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Vectors;
import java.util.Arrays;

/** How close each candidate is to the listed one that is closest to it, by the cosine. */
final class Closeness {

  private static final float FAR = -1;

  private final Vectors vectors;
  private final int[] items;
  private final float[] lengths;
  private final float[] closest;

  /**
   * Of the candidates to nothing yet; an item without a vector is close to none.
   *
   * @param items of the candidates, or none where nobody will ask
   */
  Closeness(Vectors vectors, int[] items) {
    this.vectors = vectors;
    this.items = items;
    this.lengths = new float[items.length];
    this.closest = new float[items.length];
    Arrays.fill(closest, FAR);
    for (int c = 0; c < items.length; c++) {
      lengths[c] = (float) Math.sqrt(vectors.dotProduct(items[c], vectors, items[c]));
    }
  }

  /** Takes a candidate to the listed ones. */
  void add(int listed) {
    for (int c = 0; c < items.length; c++) {
      closest[c] = Math.max(closest[c], cosine(c, listed));
    }
  }

  /** From -1 to 1. */
  float of(int candidate) {
    return items.length == 0 ? FAR : closest[candidate];
  }

  private float cosine(int a, int b) {
    float product = lengths[a] * lengths[b];
    return product > 0 ? vectors.dotProduct(items[a], vectors, items[b]) / product : FAR;
  }
}
