package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.settings.choice.RankerKind;
import java.util.List;

/**
 * A linear ranker and a sum of trees that corrects it.
 *
 * @param start gives each score its first part
 */
public record TreeRanker(LinearRanker start, List<Tree> trees) implements Ranker {

  public TreeRanker {
    trees = List.copyOf(trees);
    for (Tree tree : trees) {
      for (int split : tree.feature()) {
        if (split >= start.features().size()) {
          throw new IllegalArgumentException(
              "a tree splits on feature %d but the ranker has %d; read both from the same night"
                  .formatted(split, start.features().size()));
        }
      }
    }
  }

  @Override
  public RankerKind kind() {
    return RankerKind.TREES;
  }

  @Override
  public List<String> features() {
    return start.features();
  }

  @Override
  public double score(float[] values, int from) {
    double score = start.score(values, from);
    for (Tree tree : trees) {
      score += tree.score(values, from);
    }
    return score;
  }

  @Override
  public double base() {
    return start.base() + trees.stream().mapToDouble(tree -> tree.expected(0)).sum();
  }

  @Override
  public double[] contributions(float[] values, int from) {
    double[] parts = start.contributions(values, from);
    trees.forEach(tree -> new TreeShap(tree, values, from).addTo(parts));
    return parts;
  }

  /** The ranker of the first trees alone. */
  TreeRanker first(int count) {
    return new TreeRanker(start, trees.subList(0, count));
  }
}
