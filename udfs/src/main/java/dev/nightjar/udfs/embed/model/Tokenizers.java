package dev.nightjar.udfs.embed.model;

import dev.nightjar.udfs.token.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A model's tokenizers without its graph, kept until the process ends.
 *
 * @param cut cuts a text where the model stops reading
 * @param whole reads every text to its end
 */
public record Tokenizers(Tokenizer cut, Tokenizer whole) {

  private static final ConcurrentMap<String, Tokenizers> OPEN = new ConcurrentHashMap<>();

  /** Finds or opens the tokenizers of a model. */
  public static Tokenizers of(EmbeddingModel model) {
    return OPEN.computeIfAbsent(model.id(), absent -> open(model));
  }

  private static Tokenizers open(EmbeddingModel model) {
    try {
      return new Tokenizers(
          Tokenizer.open(model.tokenizer(), model.spec().maxTokens()),
          Tokenizer.uncut(model.tokenizer()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the tokenizer of model " + model.name(), e);
    }
  }
}
