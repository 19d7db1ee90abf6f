package dev.nightjar.pipelines.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Names one attempt at a night, sortable by its start: night, start in UTC to the millisecond and
 * process id.
 */
public record RunId(String value) {

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  public RunId {
    if (!value.matches("[0-9A-Za-z-]+")) {
      throw new IllegalArgumentException(
          "run id '" + value + "' has other signs than letters, digits and dashes");
    }
  }

  /** The id of an attempt that starts now in this process. */
  public static RunId starting(Night night, Instant start) {
    return new RunId(night + "-" + START.format(start) + "-" + ProcessHandle.current().pid());
  }

  @Override
  public String toString() {
    return value;
  }
}
