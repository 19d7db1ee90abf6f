package dev.nightjar.udfs.token;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.nightjar.udfs.text.TextHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One {@code tokenizer.json}, read by the native library and asked for ids alone.
 *
 * <p>Safe to use from many threads at once; each call runs on its caller's thread. Padding and
 * truncation that the file declares are replaced: nothing is padded here, and a text is cut at
 * {@code maxTokens}, special tokens included.
 */
public final class Tokenizer implements AutoCloseable {

  /** No known tokenizer needs more than 16 characters a token for running text. */
  private static final int CHARACTERS_PER_TOKEN = 16;

  private final TokenizersLibrary library = NativeTokenizers.library();
  private final long handle;
  private final int maxTokens;
  private final int paddingId;

  private Tokenizer(String json, int maxTokens) {
    this.maxTokens = maxTokens;
    this.paddingId = PaddingId.of(json);
    this.handle = library.createTokenizerFromString(json);
    library.disablePadding(handle);
    if (maxTokens == Integer.MAX_VALUE) {
      library.disableTruncation(handle);
    } else {
      library.setTruncation(handle, maxTokens, "LONGEST_FIRST", 0);
    }
  }

  /**
   * Opens a tokenizer file.
   *
   * @param maxTokens at least 3, so that a text keeps one token between two special ones
   */
  public static Tokenizer open(Path file, int maxTokens) throws IOException {
    if (maxTokens < 3) {
      throw new IllegalArgumentException(
          "maximum tokens is " + maxTokens + "; set a number from 3 to what the model can read");
    }
    return new Tokenizer(Files.readString(file), maxTokens);
  }

  /** Opens a tokenizer file to count with: no text is cut. */
  public static Tokenizer uncut(Path file) throws IOException {
    return new Tokenizer(Files.readString(file), Integer.MAX_VALUE);
  }

  /** The ids of a text, special tokens included. */
  public Tokens encode(String text) {
    if (maxTokens == Integer.MAX_VALUE) {
      return encodeWhole(text);
    }
    int characters = Math.max(maxTokens * CHARACTERS_PER_TOKEN, 1024);
    while (true) {
      String head = TextHead.of(text, characters);
      Tokens tokens = encodeWhole(head);
      if (tokens.truncated()
          || head.length() == text.length()
          || head.length() >= TextHead.LONGEST) {
        return tokens;
      }
      characters = Math.min(TextHead.LONGEST, characters * 4);
    }
  }

  /** The id that the model was trained to see as padding. */
  public int paddingId() {
    return paddingId;
  }

  private Tokens encodeWhole(String text) {
    long encoding = library.encode(handle, text, true);
    try {
      long[] ids = library.getTokenIds(encoding);
      return new Tokens(ids, ids.length >= maxTokens && library.getOverflowCount(encoding) > 0);
    } finally {
      library.deleteEncoding(encoding);
    }
  }

  /** Frees the native tokenizer; no call may be running. */
  @Override
  public void close() {
    library.deleteTokenizer(handle);
  }
}
