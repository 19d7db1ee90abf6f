package dev.nightjar.pipelines.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains a tree ranker by gradient boosting on the softmax over the candidates of each user, the
 * loss of {@link ListwiseTraining}: every user counts alike. Bruch 2021, "An alternative cross
 * entropy loss for learning-to-rank", trains trees by a loss of this family.
 */
final class TreeTraining {
  private TreeTraining() {}

  /**
   * All trees that the options ask for; the same groups give the same trees.
   *
   * @param groups each with at least one positive
   */
  static TreeRanker fit(List<ExampleGroup> groups, List<String> features, TreeOptions options) {
    Bins bins = Bins.of(groups, features.size());
    TreeGrowth growth = new TreeGrowth(bins, options);
    int[] begins = begins(groups);
    float[] scores = new float[bins.rows()];
    float[] gradients = new float[bins.rows()];
    float[] hessians = new float[bins.rows()];
    List<Tree> trees = new ArrayList<>();
    for (int t = 0; t < options.trees(); t++) {
      IntStream.range(0, groups.size())
          .parallel()
          .forEach(g -> differentiate(groups.get(g), begins[g], scores, gradients, hessians));
      trees.add(growth.grow(gradients, hessians, scores));
    }
    return new TreeRanker(RankerKind.TREES, features, 0, trees);
  }

  private static int[] begins(List<ExampleGroup> groups) {
    int[] begins = new int[groups.size()];
    for (int g = 1; g < begins.length; g++) {
      begins[g] = begins[g - 1] + groups.get(g - 1).items().length;
    }
    return begins;
  }

  private static void differentiate(
      ExampleGroup group, int begin, float[] scores, float[] gradients, float[] hessians) {
    int size = group.items().length;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, scores[begin + i]);
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Math.exp(scores[begin + i] - largest);
    }
    double positives = group.positives();
    for (int i = 0; i < size; i++) {
      double chance = Math.exp(scores[begin + i] - largest) / sum;
      gradients[begin + i] = (float) (chance - group.labels()[i] / positives);
      hessians[begin + i] = (float) (chance * (1 - chance));
    }
  }
}
