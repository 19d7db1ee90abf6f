package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.topk.BatchTopK;
import dev.nightjar.pipelines.topk.ItemVectors;
import dev.nightjar.pipelines.topk.TopList;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Candidates by the inner product of a vector of the user with those of the items.
 *
 * @param vector of a user, as long as those of the items
 * @param items that are proposed; others are only scored
 * @param disliked items that score 0 at most, ascending; none of those that are proposed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record VectorIndex(UserVector vector, ItemVectors items, int[] disliked)
    implements CandidateIndex {

  /** Where a user stands in the space of the items. */
  public interface UserVector extends Serializable {
    float[] of(History user);
  }

  @Override
  public CandidateSearch search(int most) {
    BatchTopK top = new BatchTopK(items, most, 0f);
    return (users, leftOut) -> candidates(top, users, leftOut);
  }

  @Override
  public long products() {
    return (long) (items.share() * items.size() * items.dimension());
  }

  @Override
  public CandidateIndex pruned(double share) {
    return new VectorIndex(vector, items.pruned(share), disliked);
  }

  private Stream<Candidates> candidates(BatchTopK top, List<History> users, List<int[]> leftOut) {
    float[][] vectors = users.stream().map(vector::of).toArray(float[][]::new);
    int[] ids = users.stream().mapToInt(History::user).toArray();
    TopList[] best = top.lists(ids, vectors, leftOut.toArray(int[][]::new));
    return IntStream.range(0, best.length)
        .mapToObj(user -> new Candidates(best[user], scores(vectors[user])));
  }

  private Candidates.Scores scores(float[] user) {
    return (asked, scores) -> {
      for (int i = 0; i < asked.length; i++) {
        float score = items.score(user, asked[i]);
        boolean low = Arrays.binarySearch(disliked, asked[i]) >= 0;
        scores[i] = low ? Math.min(0, score) : score;
      }
    };
  }
}
