package dev.nightjar.pipelines.settings.choice;

/** The ways to train a ranker. */
public enum RankerKind {
  /** Linear, by the softmax over a user's candidates. */
  LISTWISE("listwise"),
  /** Gradient-boosted trees that correct a listwise ranker, by the same loss. */
  TREES("trees");

  private final String word;

  RankerKind(String word) {
    this.word = word;
  }

  /** The word in settings, tables and reports. */
  public String word() {
    return word;
  }
}
