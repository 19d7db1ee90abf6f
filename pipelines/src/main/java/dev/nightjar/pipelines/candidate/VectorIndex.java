package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.topk.BatchTopK;
import dev.nightjar.pipelines.topk.ItemVectors;
import dev.nightjar.pipelines.topk.TopList;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Candidates by the inner product of a vector of the user with those of the items.
 *
 * @param vector of a user, as long as those of the items
 * @param items that are proposed; others are only scored
 */
public record VectorIndex(UserVector vector, ItemVectors items) implements CandidateIndex {

  /** Where a user stands in the space of the items. */
  public interface UserVector extends Serializable {
    float[] of(History user);
  }

  @Override
  public CandidateSearch search(int most) {
    BatchTopK top = new BatchTopK(items, most, 0f);
    return (users, leftOut) -> candidates(top, users, leftOut);
  }

  private Stream<Candidates> candidates(
      BatchTopK top, List<History> users, List<int[]> leftOut) {
    float[][] vectors = users.stream().map(vector::of).toArray(float[][]::new);
    TopList[] best = top.lists(vectors, leftOut.toArray(int[][]::new));
    return IntStream.range(0, best.length)
        .mapToObj(user -> new Candidates(best[user], scores(vectors[user])));
  }

  private Candidates.Scores scores(float[] user) {
    return (asked, scores) -> {
      for (int i = 0; i < asked.length; i++) {
        scores[i] = items.score(user, asked[i]);
      }
    };
  }
}
