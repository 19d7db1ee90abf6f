package dev.nightjar.pipelines.fusion.ranker;

import java.util.ArrayList;
import java.util.List;

/** The nodes of a tree while it is made; what was not said of one is 0. */
public final class TreeNodes {
  private final List<Node> nodes = new ArrayList<>();

  private static final class Node {
    private int feature = -1;
    private double threshold;
    private int left;
    private int right;
    private double value;
    private double cover;
  }

  /**
   * Adds a leaf; the first is the root.
   *
   * @param cover training rows that reach it
   * @return its place
   */
  public int add(double cover) {
    Node node = new Node();
    node.cover = cover;
    nodes.add(node);
    return nodes.size() - 1;
  }

  /** What a leaf adds to the score. */
  public void value(int node, double value) {
    nodes.get(node).value = value;
  }

  /** Makes a split of a leaf: a value of the feature up to the threshold goes left. */
  public void split(int node, int feature, double threshold) {
    nodes.get(node).feature = feature;
    nodes.get(node).threshold = threshold;
  }

  public void left(int node, int child) {
    nodes.get(node).left = child;
  }

  public void right(int node, int child) {
    nodes.get(node).right = child;
  }

  public Tree tree() {
    return new Tree(
        nodes.stream().mapToInt(node -> node.feature).toArray(),
        nodes.stream().mapToDouble(node -> node.threshold).toArray(),
        nodes.stream().mapToInt(node -> node.left).toArray(),
        nodes.stream().mapToInt(node -> node.right).toArray(),
        nodes.stream().mapToDouble(node -> node.value).toArray(),
        nodes.stream().mapToDouble(node -> node.cover).toArray());
  }
}
