package dev.nightjar.pipelines.settings;

import java.io.Serializable;

/**
 * The trees of the ranker.
 *
 * @param most that are added up; users that did not train choose how many are kept
 * @param depth deepest split
 * @param stepSize share of each tree that is added
 * @param leastRows fewest candidates in a leaf
 * @param ridge penalty of squared leaves, in units of the loss's second derivative
 */
public record TreeSettings(int most, int depth, double stepSize, int leastRows, double ridge)
    implements Serializable {

  static TreeSettings from(SettingsReader in) {
    return new TreeSettings(
        in.integer("train.ranker.trees.most", 0, 5000),
        in.integer("train.ranker.trees.depth", 1, 12),
        in.decimal("train.ranker.trees.step-size", 1e-4, 1),
        in.integer("train.ranker.trees.least-rows", 1, 1_000_000),
        in.decimal("train.ranker.trees.ridge", 1e-9, 1e9));
  }

  /** The same for another number of trees. */
  public TreeSettings withMost(int trees) {
    return new TreeSettings(trees, depth, stepSize, leastRows, ridge);
  }
}
