package dev.nightjar.udfs.embed;

import dev.nightjar.udfs.token.Tokenizer;
import dev.nightjar.udfs.token.Tokens;

/** A text on its way to a vector: the text is dropped for its tokens, these for the vector. */
final class Pending {

  private final TextKey key;
  private final Promise vector = new Promise();
  private String text;
  private Tokens tokens;

  Pending(String text) {
    this.key = TextKey.of(text);
    this.text = text;
  }

  TextKey key() {
    return key;
  }

  Promise vector() {
    return vector;
  }

  Tokens tokens() {
    return tokens;
  }

  Tokens tokenize(Tokenizer tokenizer) {
    tokens = tokenizer.encode(text);
    text = null;
    return tokens;
  }

  /** Whether somebody still waits; a text that was given up is forgotten. */
  boolean isWanted(VectorCache cache) {
    if (vector.isCancelled()) {
      tokens = null;
      cache.forget(key, vector);
      return false;
    }
    return true;
  }

  void keep(VectorCache cache, float[] value) {
    tokens = null;
    if (!vector.complete(value)) {
      cache.forget(key, vector);
    }
  }

  void fail(VectorCache cache, Throwable cause) {
    if (vector.completeExceptionally(cause)) {
      cache.forget(key, vector);
    }
  }
}
