package dev.nightjar.pipelines.benchmark;

/** Which training items of a user validate, where a split gives only training and test. */
public enum ValidationSplit {
  /** A seeded share of them, for a test that was drawn from the same time. */
  RANDOM,
  /** The last of the line, for a test that comes after the training. */
  LAST
}
