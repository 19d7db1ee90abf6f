package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Vectors;

/**
 * What a candidate is worth beside the listed ones: maximal marginal relevance (Carbonell and
 * Goldstein 1998), where relevance goes from 0 for the user's lowest score to 1 for the highest,
 * and likeness is the cosine to the listed one that is closest, at least 0.
 */
final class Worth {

  private final Likeness likeness;
  private final float[] scores;
  private final Closeness closeness;
  private final double least;
  private final double range;

  /**
   * Beside nothing yet.
   *
   * @param order of the candidates by their scores, best first
   */
  Worth(Likeness likeness, Vectors vectors, Candidates candidates, float[] scores, int[] order) {
    this.likeness = likeness;
    this.scores = scores;
    boolean compares = !likeness.isFree() && !vectors.isAbsent();
    this.closeness = new Closeness(vectors, compares ? candidates.items() : new int[0]);
    this.least = order.length == 0 ? 0 : scores[order[order.length - 1]];
    this.range = order.length == 0 ? 0 : scores[order[0]] - least;
  }

  /** Takes a candidate to the listed ones. */
  void add(int listed) {
    closeness.add(listed);
  }

  /** Whether the candidate is the same as a listed one. */
  boolean isListedAlready(int candidate) {
    return likeness.same(closeness.of(candidate));
  }

  /** In the order of scores itself where nothing is set against it. */
  double of(int candidate) {
    double relevance = range > 0 ? (scores[candidate] - least) / range : 0;
    double weight = likeness.diversity();
    return (1 - weight) * relevance - weight * Math.max(0, closeness.of(candidate));
  }
}
