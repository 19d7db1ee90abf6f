package dev.nightjar.pipelines.fusion.ranker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against the mean over all orders in which features can become known, on trees of any shape. */
class TreeShapTest {
  private static final long SEED = 23;
  private static final int WIDTH = 5;
  private static final int DEPTH = 6;
  private static final int FROM = 3;

  @Test
  void contributionsAreTheMeanGainsOverAllOrdersOfTheFeatures() {
    List<int[]> orders = new ArrayList<>();
    permute(IntStream.range(0, WIDTH).toArray(), 0, orders);
    assertEquals(120, orders.size());
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      Tree tree = tree(random);
      float[] values = values(random);
      double[] expected = new double[WIDTH];
      for (int[] order : orders) {
        int known = 0;
        for (int feature : order) {
          int then = known | 1 << feature;
          expected[feature] += mean(tree, 0, values, then) - mean(tree, 0, values, known);
          known = then;
        }
      }
      double[] parts = parts(tree, values);
      for (int feature = 0; feature < WIDTH; feature++) {
        assertEquals(
            expected[feature] / orders.size(), parts[feature], 1e-9, "seed 23, round " + round);
      }
    }
  }

  @Test
  void contributionsAddUpToWhatTheTreeAddsMoreThanItDoesOnAverage() {
    Random random = new Random(SEED + 1);
    for (int round = 0; round < 200; round++) {
      Tree tree = tree(random);
      float[] values = values(random);
      assertEquals(
          tree.score(values, FROM) - mean(tree, 0, values, 0),
          Arrays.stream(parts(tree, values)).sum(),
          1e-9,
          "seed 24, round " + round);
    }
  }

  @Test
  void contributionsOfSeveralTreesAreAddedToWhatIsThere() {
    Random random = new Random(SEED + 2);
    Tree tree = tree(random);
    float[] values = values(random);
    double[] parts = parts(tree, values);
    double[] target = new double[] {1, 2, 3, 4, 5};
    new TreeShap(tree, values, FROM).addTo(target);
    new TreeShap(tree, values, FROM).addTo(target);
    for (int feature = 0; feature < WIDTH; feature++) {
      assertEquals(feature + 1 + 2 * parts[feature], target[feature], 1e-12, "seed 25");
    }
  }

  @Test
  void aTreeOfOneLeafContributesNothing() {
    Tree leaf =
        new Tree(
            new int[] {-1}, new double[1], new int[1], new int[1], new double[] {7}, new double[1]);
    assertArrayEquals(new double[WIDTH], parts(leaf, new float[FROM + WIDTH]));
  }

  private static double[] parts(Tree tree, float[] values) {
    double[] parts = new double[WIDTH];
    new TreeShap(tree, values, FROM).addTo(parts);
    return parts;
  }

  /** The mean over the training rows that agree with the known features so far as they decide. */
  private static double mean(Tree tree, int node, float[] values, int known) {
    if (tree.isLeaf(node)) {
      return tree.value()[node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    int feature = tree.feature()[node];
    if ((known >> feature & 1) == 1) {
      boolean goesLeft = values[FROM + feature] <= tree.threshold()[node];
      return mean(tree, goesLeft ? left : right, values, known);
    }
    double l = tree.cover()[left];
    double r = tree.cover()[right];
    return (l * mean(tree, left, values, known) + r * mean(tree, right, values, known)) / (l + r);
  }

  private static void permute(int[] features, int at, List<int[]> orders) {
    if (at == features.length) {
      orders.add(features.clone());
      return;
    }
    for (int other = at; other < features.length; other++) {
      swap(features, at, other);
      permute(features, at + 1, orders);
      swap(features, at, other);
    }
  }

  private static void swap(int[] features, int a, int b) {
    int kept = features[a];
    features[a] = features[b];
    features[b] = kept;
  }

  private static float[] values(Random random) {
    float[] values = new float[FROM + WIDTH];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  /** Branches end where they like and may split on a feature again. */
  private static Tree tree(Random random) {
    List<double[]> nodes = new ArrayList<>();
    grow(random, DEPTH, nodes);
    return new Tree(
        nodes.stream().mapToInt(n -> (int) n[0]).toArray(),
        nodes.stream().mapToDouble(n -> n[1]).toArray(),
        nodes.stream().mapToInt(n -> (int) n[2]).toArray(),
        nodes.stream().mapToInt(n -> (int) n[3]).toArray(),
        nodes.stream().mapToDouble(n -> n[4]).toArray(),
        nodes.stream().mapToDouble(n -> n[5]).toArray());
  }

  private static int grow(Random random, int depth, List<double[]> nodes) {
    int node = nodes.size();
    double[] flat = new double[6];
    nodes.add(flat);
    if (depth == 0 || (depth < DEPTH && random.nextInt(4) == 0)) {
      flat[0] = -1;
      flat[4] = random.nextGaussian();
      flat[5] = 1 + random.nextInt(20);
    } else {
      flat[0] = random.nextInt(WIDTH);
      flat[1] = random.nextDouble();
      flat[2] = grow(random, depth - 1, nodes);
      flat[3] = grow(random, depth - 1, nodes);
      flat[5] = nodes.get((int) flat[2])[5] + nodes.get((int) flat[3])[5];
    }
    return node;
  }
}
