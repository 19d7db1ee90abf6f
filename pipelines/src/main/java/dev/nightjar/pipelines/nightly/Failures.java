package dev.nightjar.pipelines.nightly;

/** Finds the sentence in a chain of exceptions that tells a person what went wrong. */
public final class Failures {

  private static final int MAX_CHARS = 2000;

  private Failures() {}

  /** The message of the innermost cause that has one, on one line. */
  public static String oneLine(Throwable failure) {
    String message = failure.getClass().getSimpleName();
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t.getMessage() != null && !t.getMessage().startsWith("Job aborted")) {
        message = t.getMessage();
        if (t.getClass().getName().startsWith("dev.nightjar")) {
          break;
        }
      }
    }
    String line = message.lines().filter(l -> !l.isBlank()).findFirst().orElse(message).strip();
    return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + " ...";
  }
}
