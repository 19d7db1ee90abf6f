package dev.nightjar.pipelines.fusion;

import java.util.List;

/**
 * A sum of trees.
 *
 * @param bias added to every score
 */
public record TreeRanker(RankerKind kind, List<String> features, double bias, List<Tree> trees)
    implements Ranker {

  public TreeRanker {
    features = List.copyOf(features);
    trees = List.copyOf(trees);
    for (Tree tree : trees) {
      for (int split : tree.feature()) {
        if (split >= features.size()) {
          throw new IllegalArgumentException(
              "a tree splits on feature %d but the ranker has %d; read both from the same night"
                  .formatted(split, features.size()));
        }
      }
    }
  }

  @Override
  public double score(float[] values, int from) {
    double score = bias;
    for (Tree tree : trees) {
      score += tree.score(values, from);
    }
    return score;
  }

  @Override
  public double base() {
    return bias + trees.stream().mapToDouble(tree -> tree.expected(0)).sum();
  }

  @Override
  public double[] contributions(float[] values, int from) {
    double[] parts = new double[features.size()];
    trees.forEach(tree -> new TreeShap(tree, values, from).addTo(parts));
    return parts;
  }

  /** The ranker of the first trees alone. */
  TreeRanker first(int count) {
    return new TreeRanker(kind, features, bias, trees.subList(0, count));
  }
}
