package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.array.VectorTile;
import dev.nightjar.pipelines.array.Vectors;
import java.io.Serializable;
import java.util.stream.IntStream;

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
  public float[][] relate(int[] from, int[] items) {
    float[][] relations = new float[from.length][items.length];
    int[] placed = IntStream.range(0, items.length).filter(i -> lengths[items[i]] > 0).toArray();
    VectorTile tile = new VectorTile(candidates.dimension());
    float[] products = new float[VectorTile.SIZE];
    for (int start = 0; start < placed.length; start += VectorTile.SIZE) {
      int count = Math.min(VectorTile.SIZE, placed.length - start);
      for (int i = 0; i < count; i++) {
        tile.put(i, candidates, items[placed[start + i]]);
      }
      for (int t = 0; t < from.length; t++) {
        tile.dotProducts(touched, from[t], products);
        for (int i = 0; i < count; i++) {
          int at = placed[start + i];
          float product = touchedLengths[from[t]] * lengths[items[at]];
          relations[t][at] = product > 0 ? products[i] / product : 0;
        }
      }
    }
    return relations;
  }
}
