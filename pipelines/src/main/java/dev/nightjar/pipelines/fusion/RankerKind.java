package dev.nightjar.pipelines.fusion;

/** The ways to train a ranker. */
public enum RankerKind {
  /** MLlib logistic regression: each candidate by itself. */
  LOGISTIC("logistic"),
  /** Linear, by the softmax over a user's candidates. */
  LISTWISE("listwise"),
  /** MLlib gradient-boosted trees: each candidate by itself. */
  TREES("trees"),
  /** Gradient-boosted trees by the NDCG that a swap of two candidates changes. */
  LAMBDA_MART("lambda-mart");

  private final String word;

  RankerKind(String word) {
    this.word = word;
  }

  /** The word in settings, tables and reports. */
  public String word() {
    return word;
  }
}
