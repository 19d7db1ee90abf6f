package dev.nightjar.pipelines.features;

/** The vector that stands for an item: its catalog text and its reviews together. */
final class FusedVector {

  private FusedVector() {}

  /**
   * {@code (1 - share) * text + share * reviews}, scaled to length 1; either alone where the other
   * is missing.
   *
   * @param text empty when the item has no text
   * @param reviews empty when the item has no reviews, otherwise of the same dimension
   * @param share 0 to 1
   * @return null without either, for a null in the table
   */
  static float[] of(float[] text, float[] reviews, double share) {
    if (text.length == 0 && reviews.length == 0) {
      return null;
    }
    if (text.length == 0 || reviews.length == 0) {
      return unit(text.length == 0 ? reviews : text);
    }
    if (text.length != reviews.length) {
      throw new IllegalArgumentException(
          "text vector has dimension "
              + text.length
              + ", review vector "
              + reviews.length
              + "; embed both with one model");
    }
    float[] sum = new float[text.length];
    for (int d = 0; d < sum.length; d++) {
      sum[d] = (float) ((1 - share) * text[d] + share * reviews[d]);
    }
    return unit(sum);
  }

  private static float[] unit(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    float[] unit = new float[vector.length];
    for (int d = 0; d < unit.length && square > 0; d++) {
      unit[d] = (float) (vector[d] / Math.sqrt(square));
    }
    return unit;
  }
}
