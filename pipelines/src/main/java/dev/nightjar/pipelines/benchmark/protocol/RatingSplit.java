package dev.nightjar.pipelines.benchmark.protocol;

/** How a ratings file is divided into training and test. */
public enum RatingSplit {
  /** A random quarter of each item's ratings is the test. */
  RANDOM("random"),
  /** The last rating of every user is the test. */
  USER_LAST("user-last"),
  /** The last fifth of all ratings by time is the test, or all from a given day on. */
  TEMPORAL("temporal");

  private final String word;

  RatingSplit(String word) {
    this.word = word;
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return word;
  }
}
