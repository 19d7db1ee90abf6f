package dev.nightjar.pipelines.candidate.als;

import java.util.Random;
import org.apache.spark.util.random.XORShiftRandom;

/**
 * Random unit vectors, those that MLlib starts from: both fits can be held side by side.
 *
 * @param seed of the whole fit
 */
record RandomStart(long seed, int rank) implements UserFactors {

  private static final long SPREAD = 0x9e3775cd9e3775cdL;

  @Override
  public float[] of(int block, RatingRows users) {
    long ofUsers = new XORShiftRandom(seed).nextLong();
    Random random = new XORShiftRandom(Long.reverseBytes((ofUsers ^ block) * SPREAD) * SPREAD);
    float[] factors = new float[users.count() * rank];
    for (int from = 0; from < factors.length; from += rank) {
      double squares = 0;
      for (int d = from; d < from + rank; d++) {
        factors[d] = (float) random.nextGaussian();
        squares += (double) factors[d] * factors[d];
      }
      float scale = 1 / (float) Math.sqrt(squares);
      for (int d = from; d < from + rank; d++) {
        factors[d] *= scale;
      }
    }
    return factors;
  }
}
