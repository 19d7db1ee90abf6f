package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.array.Vectors;
import java.io.Serializable;

/** Cosines between the vectors of touched items and those of candidates; 0 for zeros. */
public final class Cosines implements ItemRelations, Serializable {
  private final Vectors touched;
  private final Vectors candidates;
  private final float[] touchedLengths;
  private final float[] lengths;

  /** Both of the same dimension. */
  public Cosines(Vectors touched, Vectors candidates) {
    this.touched = touched;
    this.candidates = candidates;
    this.touchedLengths = lengths(touched);
    this.lengths = lengths(candidates);
  }

  /** Among the vectors of all items. */
  public static Cosines among(Vectors vectors) {
    return new Cosines(vectors, vectors);
  }

  private static float[] lengths(Vectors vectors) {
    float[] lengths = new float[vectors.count()];
    for (int index = 0; index < lengths.length; index++) {
      lengths[index] = (float) Math.sqrt(product(vectors, index, vectors, index));
    }
    return lengths;
  }

  @Override
  public void relate(int from, int[] items, float[] relations) {
    for (int i = 0; i < items.length; i++) {
      float product = touchedLengths[from] * lengths[items[i]];
      relations[i] = product > 0 ? product(touched, from, candidates, items[i]) / product : 0;
    }
  }

  /** Four sums at a time, so that an addition need not wait for the one before. */
  private static float product(Vectors one, int a, Vectors other, int b) {
    int dimension = one.dimension();
    float[] left = one.values();
    float[] right = other.values();
    int i = a * dimension;
    int j = b * dimension;
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int d = 0;
    for (; d + 3 < dimension; d += 4) {
      sum0 += left[i + d] * right[j + d];
      sum1 += left[i + d + 1] * right[j + d + 1];
      sum2 += left[i + d + 2] * right[j + d + 2];
      sum3 += left[i + d + 3] * right[j + d + 3];
    }
    for (; d < dimension; d++) {
      sum0 += left[i + d] * right[j + d];
    }
    return sum0 + sum1 + sum2 + sum3;
  }
}
