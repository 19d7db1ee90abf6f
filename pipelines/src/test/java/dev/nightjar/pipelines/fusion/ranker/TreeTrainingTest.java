package dev.nightjar.pipelines.fusion.ranker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.settings.TreeSettings;
import dev.nightjar.pipelines.settings.choice.RankerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class TreeTrainingTest {
  private static final List<String> NAMES = List.of("left", "right");
  private static final LinearRanker NOTHING = linear(0);
  private static final TreeSettings SETTINGS =
      trees("most = 60, depth = 3, step-size = 0.2, least-rows = 5");

  /** A penalty of 1 below the block. */
  private static TreeSettings trees(String block) {
    return ShippedSettings.with("train.ranker.trees { ridge = 1, " + block + " }")
        .train()
        .ranker()
        .trees();
  }

  @Test
  void theFirstTreeTakesNewtonsStepInEachLeaf() {
    // Two users with two candidates each: chances 1/2, second derivatives 1/4.
    List<ExampleGroup> groups =
        List.of(
            group(0, new float[] {1, 0, 0, 0}, new float[] {1, 0}),
            group(1, new float[] {0, 0, 1, 0}, new float[] {0, 1}));
    TreeRanker ranker =
        TreeTraining.fit(
            groups, NOTHING, trees("most = 1, depth = 1, step-size = 0.5, least-rows = 1"));
    Tree tree = ranker.trees().get(0);
    assertEquals(0, tree.feature()[0]);
    assertEquals(0, tree.threshold()[0]);
    // Gradients 1/2 - 1 and 1/2 - 0; the step is -0.5 * (2 * -0.5) / (2 * 0.25 + 1).
    assertEquals(1 / 3.0, ranker.score(new float[] {1, 0}, 0), 1e-7);
    assertEquals(-1 / 3.0, ranker.score(new float[] {0, 0}, 0), 1e-7);
    assertArrayEquals(new double[] {4, 2, 2}, tree.cover());
    assertEquals(0, ranker.base(), 1e-7);
  }

  @Test
  void treesFindWhatNoWeightedSumCan() {
    List<ExampleGroup> train = exclusiveOr(300, 5);
    ValidationUsers judges = ValidationUsers.of(exclusiveOr(200, 6), 10);
    double trees = mean(judges.ndcgs(TreeTraining.fit(train, NOTHING, SETTINGS)));
    double linear = mean(judges.ndcgs(ListwiseTraining.fit(train, NAMES, 1e-4)));
    assertTrue(trees > 0.99, "trees " + trees);
    assertTrue(linear < 0.8, "linear " + linear);
  }

  @Test
  void theTreesDoNotDependOnTheNumberOfThreads() throws Exception {
    List<ExampleGroup> train = exclusiveOr(200, 7);
    TreeRanker here = TreeTraining.fit(train, NOTHING, SETTINGS);
    ForkJoinPool alone = new ForkJoinPool(1);
    try {
      TreeRanker there = alone.submit(() -> TreeTraining.fit(train, NOTHING, SETTINGS)).get();
      for (int t = 0; t < SETTINGS.most(); t++) {
        assertArrayEquals(here.trees().get(t).value(), there.trees().get(t).value());
        assertArrayEquals(here.trees().get(t).threshold(), there.trees().get(t).threshold());
      }
    } finally {
      alone.shutdown();
    }
  }

  @Test
  void noLeafHoldsFewerRowsThanAsked() {
    TreeRanker ranker =
        TreeTraining.fit(
            exclusiveOr(50, 8),
            NOTHING,
            trees("most = 10, depth = 6, step-size = 0.2, least-rows = 40"));
    for (Tree tree : ranker.trees()) {
      for (int node = 0; node < tree.feature().length; node++) {
        assertTrue(tree.cover()[node] >= 40, "node " + node + " holds " + tree.cover()[node]);
        assertTrue(tree.depth(0) <= 6);
      }
    }
  }

  @Test
  void usersThatDidNotTrainSayHowManyTreesAreKept() {
    Tree good = stump(1);
    Tree bad = stump(-3.05);
    List<Tree> trees = new ArrayList<>();
    for (int t = 0; t < 35; t++) {
      trees.add(t < 20 ? good : bad);
    }
    ValidationUsers judges =
        ValidationUsers.of(List.of(group(0, new float[] {0, 0, 1, 0}, new float[] {0, 1})), 10);
    assertEquals(10, judges.shortened(new TreeRanker(NOTHING, trees)).trees().size());
    List<Tree> late = new ArrayList<>(trees.subList(20, 35));
    late.addAll(java.util.Collections.nCopies(50, good));
    assertEquals(65, judges.shortened(new TreeRanker(NOTHING, late)).trees().size());
    // What the linear ranker has right already needs no tree.
    assertEquals(0, judges.shortened(new TreeRanker(linear(1), late)).trees().size());
  }

  @Test
  void treesCorrectTheRankerThatTheyStartFrom() {
    // The start has chances e / (1 + e) for the candidate that was not taken.
    List<ExampleGroup> groups = List.of(group(0, new float[] {1, 0, 0, 0}, new float[] {0, 1}));
    TreeRanker ranker =
        TreeTraining.fit(
            groups, linear(1), trees("most = 1, depth = 1, step-size = 1, least-rows = 1"));
    double chance = Math.E / (1 + Math.E);
    double step = chance / (chance * (1 - chance) + 1);
    assertEquals(1 - step, ranker.score(new float[] {1, 0}, 0), 1e-6);
    assertEquals(step, ranker.score(new float[] {0, 0}, 0), 1e-6);
  }

  @Test
  void aFeatureThatNeverVariesIsNeverSplit() {
    List<ExampleGroup> groups = List.of(group(0, new float[] {5, 1, 5, 2}, new float[] {0, 1}));
    TreeRanker ranker =
        TreeTraining.fit(
            groups, NOTHING, trees("most = 1, depth = 2, step-size = 1, least-rows = 1"));
    assertEquals(1, ranker.trees().get(0).feature()[0]);
  }

  /** Weighs the first feature alone. */
  private static LinearRanker linear(double weight) {
    return new LinearRanker(RankerKind.LISTWISE, NAMES, new double[2], new double[] {weight, 0}, 0);
  }

  private static Tree stump(double value) {
    return new Tree(
        new int[] {0, -1, -1},
        new double[] {0.5, 0, 0},
        new int[] {1, 0, 0},
        new int[] {2, 0, 0},
        new double[] {0, 0, value},
        new double[] {2, 1, 1});
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  /** A candidate is taken when exactly one of its features is high. */
  private static List<ExampleGroup> exclusiveOr(int users, long seed) {
    Random random = new Random(seed);
    List<ExampleGroup> groups = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      float[] features = new float[16];
      float[] labels = new float[8];
      for (int i = 0; i < 8; i++) {
        boolean first = random.nextBoolean();
        boolean second = random.nextBoolean();
        features[2 * i] = (first ? 0.5f : 0) + random.nextFloat() / 2;
        features[2 * i + 1] = (second ? 0.5f : 0) + random.nextFloat() / 2;
        labels[i] = first != second ? 1 : 0;
      }
      ExampleGroup group = group(user, features, labels);
      if (group.positives() > 0) {
        groups.add(group);
      }
    }
    return groups;
  }

  private static ExampleGroup group(int user, float[] features, float[] labels) {
    int[] items = java.util.stream.IntStream.range(0, labels.length).toArray();
    int[] targets =
        java.util.stream.IntStream.range(0, labels.length).filter(i -> labels[i] > 0).toArray();
    return new ExampleGroup(user, items, features, labels, targets);
  }
}
