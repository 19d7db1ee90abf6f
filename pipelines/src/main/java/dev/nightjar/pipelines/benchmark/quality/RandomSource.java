package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.candidate.CandidateIndex;
import dev.nightjar.pipelines.candidate.CandidateSearch;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Candidates;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.topk.TopItems;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A list by chance, what any model must beat: the same for a user and a seed.
 *
 * @param items of the catalog
 */
record RandomSource(long seed, int items) implements CandidateSource {
  static final String NAME = "random";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CandidateIndex among(int[] proposed) {
    return most ->
        CandidateSearch.oneByOne(
            (user, leftOut) -> {
              float[] scores = scores(user);
              TopItems best = TopItems.above(0f, most);
              for (int item : proposed) {
                if (Arrays.binarySearch(leftOut, item) < 0) {
                  best.offer(item, scores[item]);
                }
              }
              return new Candidates(
                  best.toList(),
                  (asked, filled) -> {
                    for (int i = 0; i < asked.length; i++) {
                      filled[i] = scores[asked[i]];
                    }
                  });
            });
  }

  private float[] scores(History user) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + user.user());
    float[] scores = new float[items];
    for (int item = 0; item < items; item++) {
      scores[item] = 1 - (float) random.nextDouble();
    }
    return scores;
  }

  @Override
  public int because(History user, int item) {
    return -1;
  }
}
