package dev.nightjar.pipelines.run;

import java.util.Locale;

/** How a stage ended. */
public enum Verdict {
  DONE,
  FAILED,
  REFUSED;

  /** The word in the table {@code runs}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
