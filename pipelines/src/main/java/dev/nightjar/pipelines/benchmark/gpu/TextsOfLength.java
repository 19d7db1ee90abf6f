package dev.nightjar.pipelines.benchmark.gpu;

import dev.nightjar.udfs.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Distinct texts of one length in tokens, drawn from a seed. */
final class TextsOfLength {

  /** Words that are one token in the vocabularies of English encoders. */
  private static final List<String> WORDS =
      List.of(
          "the", "house", "water", "light", "small", "river", "garden", "music", "paper", "stone",
          "table", "green", "night", "bird", "glass", "metal", "story", "winter", "city", "road",
          "horse", "island", "window", "market", "silver", "summer", "village", "bridge", "forest",
          "engine");

  private TextsOfLength() {}

  /**
   * As many texts as asked for.
   *
   * @param tokens length, the tokens that the model adds at both ends among them
   * @throws IllegalArgumentException where the tokenizer has no texts of that length
   */
  static List<String> of(Tokenizer tokenizer, int tokens, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed + tokens);
    List<String> texts = new ArrayList<>(count);
    for (int text = 0; text < count; text++) {
      StringBuilder words = new StringBuilder();
      for (int word = 0; word < tokens - 2; word++) {
        words.append(word == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
      }
      texts.add(words.toString());
    }
    int length = tokenizer.encode(texts.get(0)).length();
    if (length != tokens) {
      throw new IllegalArgumentException(
          "a text of "
              + (tokens - 2)
              + " common words has "
              + length
              + " tokens in this model, not "
              + tokens
              + "; give --tokens lengths that the model takes, or an English model");
    }
    return texts;
  }
}
