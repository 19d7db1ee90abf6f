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
      lengths[index] = (float) Math.sqrt(vectors.dotProduct(index, vectors, index));
    }
    return lengths;
  }

  @Override
  public void relate(int from, int[] items, float[] relations) {
    for (int i = 0; i < items.length; i++) {
      float product = touchedLengths[from] * lengths[items[i]];
      relations[i] = product > 0 ? touched.dotProduct(from, candidates, items[i]) / product : 0;
    }
  }
}
