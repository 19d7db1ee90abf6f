package dev.nightjar.udfs.embed.model;

import java.util.Locale;

/**
 * What a model's files say about turning its output into vectors.
 *
 * @param pooling how token vectors become one; unused where the graph pools
 * @param normalize whether vectors are scaled to length 1
 * @param maxTokens how many tokens the model reads, special ones included
 * @param dimension numbers kept of each vector (Matryoshka), 0 for all
 * @param passagePrefix put before a text that is to be found
 * @param queryPrefix put before a text that searches
 */
public record ModelSpec(
    Pooling pooling,
    boolean normalize,
    int maxTokens,
    int dimension,
    String passagePrefix,
    String queryPrefix) {

  public ModelSpec {
    if (maxTokens < 3) {
      throw new IllegalArgumentException(
          "maximum tokens is " + maxTokens + "; set a number from 3 to what the model can read");
    }
    if (dimension < 0) {
      throw new IllegalArgumentException(
          "dimension is " + dimension + "; set 0 for all, or how many numbers to keep");
    }
  }

  /** The same, with 0 meaning "as the model says" for both numbers. */
  public ModelSpec with(int otherMaxTokens, int otherDimension) {
    return new ModelSpec(
        pooling,
        normalize,
        otherMaxTokens == 0 ? maxTokens : otherMaxTokens,
        otherDimension == 0 ? dimension : otherDimension,
        passagePrefix,
        queryPrefix);
  }

  public String prefix(Prompt prompt) {
    return prompt == Prompt.QUERY ? queryPrefix : passagePrefix;
  }

  /** Everything that changes a vector, in one line. */
  String fingerprint() {
    return String.format(
        Locale.ROOT,
        "pooling=%s normalize=%s max-tokens=%d dimension=%d passage=%s query=%s",
        pooling,
        normalize,
        maxTokens,
        dimension,
        passagePrefix,
        queryPrefix);
  }
}
