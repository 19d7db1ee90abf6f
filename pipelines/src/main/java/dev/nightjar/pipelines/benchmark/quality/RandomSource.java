package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.History;
import java.util.SplittableRandom;

/** A list by chance, what any model must beat: the same for a user and a seed. */
record RandomSource(long seed) implements CandidateSource {
  static final String NAME = "random";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void score(History user, float[] scores) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + user.user());
    for (int item = 0; item < scores.length; item++) {
      scores[item] = 1 - (float) random.nextDouble();
    }
  }

  @Override
  public int because(History user, int item) {
    return -1;
  }
}
