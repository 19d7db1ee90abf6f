package dev.nightjar.udfs.embed.model;

/** What a text is for: models that tell the two apart put different words before it. */
public enum Prompt {
  /** A text that is to be found. */
  PASSAGE,
  /** A text that searches. */
  QUERY
}
