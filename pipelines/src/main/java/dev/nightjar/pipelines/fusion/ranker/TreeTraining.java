package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.settings.TreeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adds trees to a linear ranker by gradient boosting on the softmax over the candidates of each
 * user, the loss of {@link ListwiseTraining}: every user counts alike. Bruch 2021, "An alternative
 * cross entropy loss for learning-to-rank", trains trees by a loss of this family. Trees that start
 * from nothing spend most of their splits on steps along what one weight says.
 */
final class TreeTraining {
  private TreeTraining() {}

  /**
   * All trees that the settings ask for; the same groups give the same trees.
   *
   * @param groups each with at least one positive
   * @param start whose scores the trees correct
   */
  static TreeRanker fit(List<ExampleGroup> groups, LinearRanker start, TreeSettings settings) {
    Bins bins = Bins.of(groups, start.features().size());
    TreeGrowth growth = new TreeGrowth(bins, settings);
    int[] begins = begins(groups);
    float[] scores = scores(groups, start, begins, bins.rows());
    float[] gradients = new float[bins.rows()];
    float[] hessians = new float[bins.rows()];
    List<Tree> trees = new ArrayList<>();
    for (int t = 0; t < settings.most(); t++) {
      IntStream.range(0, groups.size())
          .parallel()
          .forEach(g -> differentiate(groups.get(g), begins[g], scores, gradients, hessians));
      trees.add(growth.grow(gradients, hessians, scores));
    }
    return new TreeRanker(start, trees);
  }

  private static float[] scores(
      List<ExampleGroup> groups, LinearRanker ranker, int[] begins, int rows) {
    float[] scores = new float[rows];
    IntStream.range(0, groups.size())
        .parallel()
        .forEach(
            g -> {
              float[] own = groups.get(g).scores(ranker);
              System.arraycopy(own, 0, scores, begins[g], own.length);
            });
    return scores;
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
