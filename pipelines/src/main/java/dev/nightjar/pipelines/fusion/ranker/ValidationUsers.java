package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.array.Top;
import dev.nightjar.pipelines.metric.RankingMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Users that trained no ranker and compare them, each with all candidates.
 *
 * @param groups those that have targets
 * @param top positions that count
 */
record ValidationUsers(List<ExampleGroup> groups, int top) {
  /** Trees between two looks at the lists. */
  private static final int STRIDE = 10;

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

  /** The first trees, as many as give the best mean NDCG; none where they help nobody. */
  TreeRanker shortened(TreeRanker ranker) {
    int looks = looks(ranker);
    List<double[]> byUser = groups.parallelStream().map(group -> ndcgs(ranker, group)).toList();
    double[] sums = new double[looks];
    for (double[] user : byUser) {
      for (int look = 0; look < looks; look++) {
        sums[look] += user[look];
      }
    }
    int best =
        IntStream.range(0, looks).reduce(0, (one, other) -> sums[other] > sums[one] ? other : one);
    return ranker.first(Math.min(ranker.trees().size(), best * STRIDE));
  }

  private static int looks(TreeRanker ranker) {
    return 1 + (ranker.trees().size() + STRIDE - 1) / STRIDE;
  }

  /** NDCG without trees, after each {@link #STRIDE} of them and after the last. */
  private double[] ndcgs(TreeRanker ranker, ExampleGroup group) {
    int size = ranker.trees().size();
    double[] ndcgs = new double[looks(ranker)];
    float[] scores = group.scores(ranker.start());
    ndcgs[0] = ndcg(scores, group);
    for (int t = 0; t < size; t++) {
      Tree tree = ranker.trees().get(t);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += (float) tree.score(group.features(), i * group.width());
      }
      if ((t + 1) % STRIDE == 0 || t + 1 == size) {
        ndcgs[1 + t / STRIDE] = ndcg(scores, group);
      }
    }
    return ndcgs;
  }

  private double ndcg(float[] scores, ExampleGroup group) {
    int[] list =
        Arrays.stream(Top.order(scores, group.items())).map(i -> group.items()[i]).toArray();
    return RankingMetrics.ndcg(list, group.targets(), top);
  }
}
