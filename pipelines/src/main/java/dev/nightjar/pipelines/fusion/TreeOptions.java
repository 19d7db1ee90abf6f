package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.candidate.Checks;
import java.io.Serializable;

/**
 * Settings of the tree rankers.
 *
 * @param trees how many are added up
 * @param depth deepest split
 * @param stepSize share of each tree that is added
 * @param leastRows fewest candidates in a leaf
 * @param seed of MLlib's boosting
 */
public record TreeOptions(int trees, int depth, double stepSize, int leastRows, long seed)
    implements Serializable {

  public static final TreeOptions DEFAULT = new TreeOptions(60, 4, 0.1, 50, 42);

  public TreeOptions {
    Checks.within("ranker.trees.trees", trees, 1, 5000);
    Checks.within("ranker.trees.depth", depth, 1, 12);
    Checks.within("ranker.trees.step-size", stepSize, 1e-4, 1);
    Checks.within("ranker.trees.least-rows", leastRows, 1, 1e6);
  }

  public TreeOptions withSeed(long other) {
    return new TreeOptions(trees, depth, stepSize, leastRows, other);
  }
}
