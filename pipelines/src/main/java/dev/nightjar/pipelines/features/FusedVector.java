package dev.nightjar.pipelines.features;

import dev.nightjar.pipelines.candidate.Vectors;
import dev.nightjar.pipelines.fusion.FusionMethod;
import dev.nightjar.pipelines.fusion.VectorParts;

/** The vector that stands for an item: its catalog text and its reviews together. */
final class FusedVector {

  private FusedVector() {}

  /**
   * Both fused and scaled to length 1; either alone where the other is missing.
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
    int dimension = Math.max(text.length, reviews.length);
    if (text.length > 0 && reviews.length > 0 && text.length != reviews.length) {
      throw new IllegalArgumentException(
          "text vector has dimension "
              + text.length
              + ", review vector "
              + reviews.length
              + "; embed both with one model");
    }
    Vectors first = new Vectors(1, dimension, text.length > 0 ? text : new float[dimension]);
    Vectors second = new Vectors(1, dimension, reviews.length > 0 ? reviews : new float[dimension]);
    return VectorParts.fuse(method, first, second, 1 - share).values();
  }
}
