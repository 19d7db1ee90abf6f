package dev.nightjar.pipelines.benchmark.protocol;

/** Which training items of a user validate, where a split gives only training and test. */
public enum ValidationSplit {
  /** A seeded share of them, for a test that was drawn from the same time. */
  RANDOM,
  /** The last of the line, for a test that comes after the training. */
  LAST;

  /**
   * The random share, smaller than that of a test: models of much fewer events than those of the
   * test differ from them in their best settings and in how far each source can be trusted.
   */
  static final double RANDOM_SHARE = 0.1;
}
