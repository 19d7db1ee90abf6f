package dev.nightjar.pipelines.fusion.ranker;

import java.io.Serializable;

/**
 * One regression tree as arrays; node 0 is the root.
 *
 * @param feature the split feature of each node, -1 for a leaf
 * @param threshold a value up to it goes left
 * @param left child nodes, meaningless for a leaf
 * @param right child nodes, meaningless for a leaf
 * @param value what a leaf adds to the score
 * @param cover training rows that reached the node
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Tree(
    int[] feature, double[] threshold, int[] left, int[] right, double[] value, double[] cover)
    implements Serializable {

  public Tree {
    int nodes = feature.length;
    boolean same =
        threshold.length == nodes
            && left.length == nodes
            && right.length == nodes
            && value.length == nodes
            && cover.length == nodes;
    if (!same || nodes == 0) {
      throw new IllegalArgumentException(
          "a tree of %d nodes needs as many thresholds, children, values and covers"
              .formatted(nodes));
    }
  }

  boolean isLeaf(int node) {
    return feature[node] < 0;
  }

  /** What the tree adds for the candidate whose features begin at {@code from}. */
  double score(float[] features, int from) {
    int node = 0;
    while (!isLeaf(node)) {
      node = next(node, features[from + feature[node]]);
    }
    return value[node];
  }

  int next(int node, float featureValue) {
    return featureValue <= threshold[node] ? left[node] : right[node];
  }

  /** Mean of the leaves weighted by cover: the score when no feature is known. */
  double expected(int node) {
    if (isLeaf(node)) {
      return value[node];
    }
    return (cover[left[node]] * expected(left[node]) + cover[right[node]] * expected(right[node]))
        / (cover[left[node]] + cover[right[node]]);
  }

  int depth(int node) {
    return isLeaf(node) ? 0 : 1 + Math.max(depth(left[node]), depth(right[node]));
  }
}
