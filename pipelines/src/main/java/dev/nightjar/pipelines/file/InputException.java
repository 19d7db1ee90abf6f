package dev.nightjar.pipelines.file;

import java.nio.file.Path;

/** A file given to a benchmark cannot be used; the message says where and what to do. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InputException(Path file, String what) {
    super(file + ": " + what);
  }

  public InputException(Path file, long line, String what) {
    super(file + ":" + line + ": " + what);
  }
}
