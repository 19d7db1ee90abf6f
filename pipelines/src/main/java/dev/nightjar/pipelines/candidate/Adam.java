package dev.nightjar.pipelines.candidate;

import java.util.SplittableRandom;

/**
 * Rows of weights that learn by Adam (Kingma, Ba 2015); a row that a step does not touch keeps its
 * weights and its moments.
 */
final class Adam {
  private static final float MEAN_DECAY = 0.9f;
  private static final float SQUARE_DECAY = 0.999f;
  private static final float LEAST = 1e-8f;

  private final Vectors weights;
  private final float[] means;
  private final float[] squares;
  private final double rate;

  /** Zeros. */
  Adam(int count, int dimension, double rate) {
    this.weights = Vectors.zeros(count, dimension);
    this.means = new float[weights.values().length];
    this.squares = new float[weights.values().length];
    this.rate = rate;
  }

  /**
   * Random weights of a variance that keeps the size of signals both ways (Glorot, Bengio 2010).
   *
   * @param rows the first so many get them, biases stay zero
   * @param columns likewise
   */
  Adam glorot(int rows, int columns, SplittableRandom random) {
    double deviation = Math.sqrt(2.0 / (rows + columns));
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        weights.values()[row * weights.dimension() + column] =
            (float) (deviation * random.nextGaussian());
      }
    }
    return this;
  }

  /** The weights as they are and as they will be. */
  Vectors weights() {
    return weights;
  }

  /**
   * Moves one row; rows may be moved at the same time.
   *
   * @param step from 1
   */
  void move(int row, float[] gradient, int step) {
    float scale = (float) (rate / (1 - Math.pow(MEAN_DECAY, step)));
    float squareScale = (float) (1 / (1 - Math.pow(SQUARE_DECAY, step)));
    float[] values = weights.values();
    for (int i = 0, at = row * weights.dimension(); i < gradient.length; i++, at++) {
      float g = gradient[i];
      float mean = MEAN_DECAY * means[at] + (1 - MEAN_DECAY) * g;
      float square = SQUARE_DECAY * squares[at] + (1 - SQUARE_DECAY) * g * g;
      means[at] = mean;
      squares[at] = square;
      values[at] -= scale * mean / ((float) Math.sqrt(square * squareScale) + LEAST);
    }
  }
}
