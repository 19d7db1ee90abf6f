package dev.nightjar.pipelines.publish.list;

/** Lists could not be published or read; the message says what readers see meanwhile. */
public final class PublicationException extends RuntimeException {

  public PublicationException(String message) {
    super(message);
  }

  public PublicationException(String message, Throwable cause) {
    super(message, cause);
  }
}
