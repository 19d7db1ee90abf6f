package dev.nightjar.pipelines.publish.list;

import java.io.IOException;

/** Lists could not be published or read; the message says what readers see meanwhile. */
public final class PublicationException extends RuntimeException {

  public PublicationException(String message) {
    super(message);
  }

  public PublicationException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Of a key whose list cannot be read. */
  public static PublicationException damaged(String key, IOException e) {
    return new PublicationException(
        "the list of '" + key + "' is damaged: " + e.getMessage() + "; publish it again", e);
  }
}
