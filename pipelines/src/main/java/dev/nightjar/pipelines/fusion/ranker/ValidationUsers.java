package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.array.Top;
import dev.nightjar.pipelines.metric.RankingMetrics;
import java.util.Arrays;
import java.util.List;

/**
 * Users that trained no ranker and compare them, each with all candidates.
 *
 * @param groups those that have targets
 * @param top positions that count
 */
record ValidationUsers(List<ExampleGroup> groups, int top) {

  static ValidationUsers of(List<ExampleGroup> users, int top) {
    return new ValidationUsers(
        users.stream().filter(group -> group.targets().length > 0).toList(), top);
  }

  /** NDCG of each user. */
  double[] ndcgs(Ranker ranker) {
    return groups.parallelStream()
        .mapToDouble(group -> ndcg(group.scores(ranker), group))
        .toArray();
  }

  private double ndcg(float[] scores, ExampleGroup group) {
    int[] list =
        Arrays.stream(Top.order(scores, group.items())).map(i -> group.items()[i]).toArray();
    return RankingMetrics.ndcg(list, group.targets(), top);
  }
}
