package dev.nightjar.pipelines.candidate;

import java.util.List;
import java.util.stream.IntStream;

/** What a source says of every item of a catalog. */
public final class SourceScores {
  private SourceScores() {}

  public static float[] of(CandidateSource source, History user, int items) {
    int[] all = IntStream.range(0, items).toArray();
    float[] scores = new float[items];
    candidates(source.among(all).search(1), user).scores().fill(all, scores);
    return scores;
  }

  private static Candidates candidates(CandidateSearch search, History user) {
    return search.of(List.of(user), List.of(new int[0])).iterator().next();
  }
}
