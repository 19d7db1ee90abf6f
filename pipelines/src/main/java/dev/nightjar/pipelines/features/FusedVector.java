package dev.nightjar.pipelines.features;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.content.VectorParts;
import dev.nightjar.pipelines.settings.choice.FusionMethod;
import scala.collection.Seq;

/** The vector that stands for an item: its catalog text, its reviews and its picture together. */
final class FusedVector {

  private FusedVector() {}

  /**
   * Text and reviews fused and scaled to length 1; either alone where the other is missing.
   *
   * @param text empty when the item has no text
   * @param reviews empty when the item has no reviews, otherwise of the same dimension
   * @param share of the reviews, 0 to 1, where they are weighted
   * @return null without either, for a null in the table
   */
  static float[] of(FusionMethod method, float[] text, float[] reviews, double share) {
    if (text.length == 0 && reviews.length == 0) {
      return null;
    }
    if (text.length > 0 && reviews.length > 0 && text.length != reviews.length) {
      throw new IllegalArgumentException(
          "text vector has dimension "
              + text.length
              + ", review vector "
              + reviews.length
              + "; embed both with one model");
    }
    int dimension = Math.max(text.length, reviews.length);
    return VectorParts.fuse(method, part(text, dimension), part(reviews, dimension), 1 - share)
        .values();
  }

  /** The vector of one item, zeros for a missing one. */
  static Vectors part(float[] values, int dimension) {
    return new Vectors(1, dimension, values.length > 0 ? values : new float[dimension]);
  }

  /** The numbers of a column of vectors, none for null. */
  static float[] values(Seq<Float> vector) {
    float[] values = new float[vector == null ? 0 : vector.size()];
    for (int d = 0; d < values.length; d++) {
      values[d] = vector.apply(d);
    }
    return values;
  }
}
