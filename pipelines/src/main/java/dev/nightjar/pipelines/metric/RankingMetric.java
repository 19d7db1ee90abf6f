package dev.nightjar.pipelines.metric;

/**
 * The metrics of one user's list, each under the name that it has in tables and on result lines.
 */
public enum RankingMetric {
  PRECISION("precision", RankingMetrics::precision),
  RECALL("recall", RankingMetrics::recall),
  NDCG("ndcg", RankingMetrics::ndcg),
  MAP("map", RankingMetrics::averagePrecision),
  MRR("mrr", RankingMetrics::reciprocalRank),
  HIT_RATE("hr", RankingMetrics::hit);

  private final String key;
  private final Formula formula;

  RankingMetric(String key, Formula formula) {
    this.key = key;
    this.formula = formula;
  }

  /** The lower-case name on result lines and in the table {@code metrics}. */
  public String key() {
    return key;
  }

  /**
   * The metric of one user.
   *
   * @param list distinct items, best first; may be shorter or longer than {@code k}
   * @param relevant the user's held-out items, ascending and distinct, at least one
   * @param k how many positions of the list count, at least 1
   */
  public double of(int[] list, int[] relevant, int k) {
    return formula.of(list, relevant, k);
  }

  private interface Formula {
    double of(int[] list, int[] relevant, int k);
  }
}
