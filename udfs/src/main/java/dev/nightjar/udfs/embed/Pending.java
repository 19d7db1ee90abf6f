package dev.nightjar.udfs.embed;

import dev.nightjar.udfs.token.Tokenizer;
import dev.nightjar.udfs.token.Tokens;
import java.util.concurrent.CompletableFuture;

/** A text on its way to a vector: the text is dropped for its tokens, these for the vector. */
final class Pending {

  private final TextKey key;
  private final CompletableFuture<float[]> vector = new CompletableFuture<>();
  private String text;
  private Tokens tokens;

  Pending(String text) {
    this.key = TextKey.of(text);
    this.text = text;
  }

  TextKey key() {
    return key;
  }

  CompletableFuture<float[]> vector() {
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

  void keep(float[] value) {
    tokens = null;
    vector.complete(value);
  }

  void fail(VectorCache cache, Throwable cause) {
    if (vector.completeExceptionally(cause)) {
      cache.forget(key, vector);
    }
  }
}
