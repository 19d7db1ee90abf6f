package dev.nightjar.pipelines.fusion.feature;

/**
 * Some columns of a table of features.
 *
 * @param values row by row
 * @param width columns of the table
 * @param first of these
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record FeatureColumns(float[] values, int width, int first) {

  /** Writes one number a row. */
  void fill(int column, float[] numbers) {
    for (int row = 0; row < numbers.length; row++) {
      values[row * width + first + column] = numbers[row];
    }
  }
}
