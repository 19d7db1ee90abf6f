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
    int dimension = candidates.dimension();
    int[] places = IntStream.range(0, items.length).filter(i -> lengths[items[i]] > 0).toArray();
    int[] picks = IntStream.of(places).map(place -> items[place]).toArray();
    float[][] relations = new float[from.length][items.length];
    VectorTile tile = new VectorTile(dimension);
    float[] query = new float[dimension];
    float[] products = new float[VectorTile.SIZE];
    for (int start = 0; start < picks.length; start += VectorTile.SIZE) {
      int count = Math.min(VectorTile.SIZE, picks.length - start);
      tile.gather(candidates, picks, start, start + count);
      for (int t = 0; t < from.length; t++) {
        float length = touchedLengths[from[t]];
        if (length > 0) {
          System.arraycopy(touched.values(), from[t] * dimension, query, 0, dimension);
          tile.products(query, products);
          for (int i = 0; i < count; i++) {
            relations[t][places[start + i]] = products[i] / (length * lengths[picks[start + i]]);
          }
        }
      }
    }
    return relations;
  }
}
