package dev.nightjar.pipelines.fusion.ranker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.settings.choice.RankerKind;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeRankerTest {
  private static final int WIDTH = 4;
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final LinearRanker NOTHING =
      new LinearRanker(RankerKind.LISTWISE, NAMES, new double[WIDTH], new double[WIDTH], 0);

  @Test
  void contributionsAreTheShapleyValuesOfTheDefinition() {
    Random random = new Random(17);
    for (int round = 0; round < 50; round++) {
      Tree tree = randomTree(random, 4);
      float[] values = new float[WIDTH];
      for (int f = 0; f < WIDTH; f++) {
        values[f] = random.nextFloat();
      }
      double[] parts = new TreeRanker(NOTHING, List.of(tree)).contributions(values, 0);
      for (int f = 0; f < WIDTH; f++) {
        assertEquals(shapley(tree, values, f), parts[f], 1e-9, "seed 17, round " + round);
      }
    }
  }

  @Test
  void baseAndContributionsAddUpToTheScore() {
    Random random = new Random(18);
    List<Tree> trees = IntStream.range(0, 20).mapToObj(i -> randomTree(random, 5)).toList();
    LinearRanker start =
        new LinearRanker(
            RankerKind.LISTWISE,
            NAMES,
            new double[] {0.2, 0.4, 0.6, 0.8},
            new double[] {1, -2, 3, 0},
            0.25);
    TreeRanker ranker = new TreeRanker(start, trees);
    float[] values = {9, 9, 0.3f, 0.8f, 0.1f, 0.6f};
    double sum = ranker.base();
    for (double part : ranker.contributions(values, 2)) {
      sum += part;
    }
    assertEquals(ranker.score(values, 2), sum, 1e-9);
    double corrections = trees.stream().mapToDouble(tree -> tree.score(values, 2)).sum();
    assertEquals(start.score(values, 2) + corrections, ranker.score(values, 2), 1e-9);
  }

  @Test
  void aSplitOnAnUnknownFeatureIsRefused() {
    Tree tree =
        new Tree(
            new int[] {7, -1, -1},
            new double[3],
            new int[] {1, 0, 0},
            new int[] {2, 0, 0},
            new double[3],
            new double[] {2, 1, 1});
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> new TreeRanker(NOTHING, List.of(tree)));
    assertEquals(
        "a tree splits on feature 7 but the ranker has 4; read both from the same night",
        failure.getMessage());
  }

  /** The mean gain over all subsets of the other features, weighted as Shapley does. */
  private static double shapley(Tree tree, float[] values, int feature) {
    double sum = 0;
    for (int subset = 0; subset < 1 << WIDTH; subset++) {
      if ((subset >> feature & 1) == 0) {
        int size = Integer.bitCount(subset);
        double weight = factorial(size) * factorial(WIDTH - size - 1) / factorial(WIDTH);
        sum +=
            weight
                * (known(tree, 0, values, subset | 1 << feature) - known(tree, 0, values, subset));
      }
    }
    return sum;
  }

  private static double known(Tree tree, int node, float[] values, int subset) {
    if (tree.isLeaf(node)) {
      return tree.value()[node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    if ((subset >> tree.feature()[node] & 1) == 1) {
      return known(tree, tree.next(node, values[tree.feature()[node]]), values, subset);
    }
    return (tree.cover()[left] * known(tree, left, values, subset)
            + tree.cover()[right] * known(tree, right, values, subset))
        / tree.cover()[node];
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  /** A full tree whose covers add up. */
  private static Tree randomTree(Random random, int depth) {
    int nodes = (1 << (depth + 1)) - 1;
    int inner = (1 << depth) - 1;
    int[] feature = new int[nodes];
    double[] threshold = new double[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    double[] value = new double[nodes];
    double[] cover = new double[nodes];
    for (int node = nodes - 1; node >= 0; node--) {
      if (node >= inner) {
        feature[node] = -1;
        value[node] = random.nextGaussian();
        cover[node] = 1 + random.nextInt(20);
      } else {
        feature[node] = random.nextInt(WIDTH);
        threshold[node] = random.nextDouble();
        left[node] = 2 * node + 1;
        right[node] = 2 * node + 2;
        cover[node] = cover[left[node]] + cover[right[node]];
      }
    }
    return new Tree(feature, threshold, left, right, value, cover);
  }
}
