package dev.nightjar.pipelines.candidate.als.step;

import java.util.Random;

/** Random unit vectors, each from its id alone. */
public final class RandomStart {
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private RandomStart() {}

  /** The vector of an id under a seed. */
  public static float[] of(long seed, int id, int rank) {
    Random random = new Random(Long.reverseBytes((seed * SPREAD ^ id) * SPREAD) * SPREAD);
    float[] vector = new float[rank];
    double squares = 0;
    for (int d = 0; d < rank; d++) {
      vector[d] = (float) random.nextGaussian();
      squares += (double) vector[d] * vector[d];
    }
    float scale = 1 / (float) Math.sqrt(squares);
    for (int d = 0; d < rank; d++) {
      vector[d] *= scale;
    }
    return vector;
  }
}
