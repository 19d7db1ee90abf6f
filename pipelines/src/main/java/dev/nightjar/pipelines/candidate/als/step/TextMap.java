package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.DotProduct;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What texts say of factors: a linear map with an intercept.
 *
 * @param rows one a number of a text vector, the intercept last; none where no text says anything
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record TextMap(float[][] rows) implements Serializable {
  private static final float[] NOTHING = {};

  public static TextMap none() {
    return new TextMap(new float[0][]);
  }

  public boolean isNone() {
    return rows.length == 0;
  }

  /** An item's text vector with a 1 for the intercept. */
  public static float[] withOne(Vectors text, int item) {
    float[] vector = Arrays.copyOf(text.at(item), text.dimension() + 1);
    vector[text.dimension()] = 1;
    return vector;
  }

  /** The factor that an item's text asks for, without numbers where there is no text. */
  public float[] of(Vectors text, int item) {
    if (isNone() || !text.has(item)) {
      return NOTHING;
    }
    float[] factor = new float[rows[0].length];
    DotProduct.addProduct(factor, withOne(text, item), rows);
    return factor;
  }

  /** The same map into other coordinates. */
  public TextMap in(Coordinates coordinates) {
    return new TextMap(coordinates.turned(rows));
  }

  /**
   * A factor for each item with text and without a factor of its own, zeros for all others. An item
   * that somebody dislikes is not new, even where nobody likes it.
   */
  public Vectors mapped(Vectors factors, Catalog catalog) {
    int rank = factors.dimension();
    Vectors mapped = Vectors.zeros(factors.count(), rank);
    for (int item = 0; item < factors.count() && !isNone(); item++) {
      if (catalog.text().has(item) && !factors.has(item) && !catalog.hasDislikes(item)) {
        System.arraycopy(of(catalog.text(), item), 0, mapped.values(), item * rank, rank);
      }
    }
    return mapped;
  }
}
