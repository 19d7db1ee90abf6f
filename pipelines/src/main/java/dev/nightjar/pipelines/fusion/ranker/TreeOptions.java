package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.array.Bounds;
import java.io.Serializable;

/**
 * Settings of the tree ranker.
 *
 * @param trees most that are added up; users that did not train choose how many are kept
 * @param depth deepest split
 * @param stepSize share of each tree that is added
 * @param leastRows fewest candidates in a leaf
 * @param ridge penalty of squared leaves, in units of the loss's second derivative
 */
public record TreeOptions(int trees, int depth, double stepSize, int leastRows, double ridge)
    implements Serializable {

  public static final TreeOptions DEFAULT = new TreeOptions(300, 3, 0.08, 100, 1);

  public TreeOptions {
    Bounds.within("trees", trees, 0, 5000);
    Bounds.within("tree depth", depth, 1, 12);
    Bounds.within("tree step size", stepSize, 1e-4, 1);
    Bounds.within("tree least rows", leastRows, 1, 1e6);
    Bounds.within("tree ridge", ridge, 1e-9, 1e9);
  }

  TreeOptions withTrees(int other) {
    return new TreeOptions(other, depth, stepSize, leastRows, ridge);
  }
}
