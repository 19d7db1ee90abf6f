package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.run.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Finds the sentence in a chain of exceptions that tells a person what went wrong, and says it
 * without secrets.
 */
public final class Failures {

  private static final int MAX_CHARS = 2000;

  private Failures() {}

  /** {@link #oneLine(Throwable, Secrets)} where no settings are known. */
  public static String oneLine(Throwable failure) {
    return oneLine(failure, Secrets.OF_NOBODY);
  }

  /** The message of the innermost cause that has one, on one line. */
  public static String oneLine(Throwable failure, Secrets secrets) {
    String message = failure.getClass().getSimpleName();
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t.getMessage() != null && !t.getMessage().startsWith("Job aborted")) {
        message = t.getMessage();
        if (t.getClass().getName().startsWith("dev.nightjar")) {
          break;
        }
      }
    }
    String shown = secrets.redacted(message);
    String line = shown.lines().filter(l -> !l.isBlank()).findFirst().orElse(shown).strip();
    return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + " ...";
  }

  /** The whole trace, its messages too without secrets. */
  public static String stackTrace(Throwable failure, Secrets secrets) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return secrets.redacted(trace.toString());
  }
}
