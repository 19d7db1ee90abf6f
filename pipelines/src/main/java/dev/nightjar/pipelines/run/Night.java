package dev.nightjar.pipelines.run;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The logical date of a run; it covers all events before the end of that day, UTC. */
public record Night(LocalDate date) {

  /** The first instant that the night does not cover. */
  public Instant end() {
    return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first instant that a fold does not see. */
  public Instant cutoff(Fold fold, int windowDays) {
    return date.plusDays(1L - fold.daysBefore(windowDays)).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Override
  public String toString() {
    return date.toString();
  }
}
