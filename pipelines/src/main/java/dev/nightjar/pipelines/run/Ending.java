package dev.nightjar.pipelines.run;

import java.time.Duration;
import java.time.Instant;

/**
 * How a stage ended.
 *
 * @param message why it did not end well, else empty
 */
record Ending(Instant started, Instant finished, Verdict verdict, String message) {

  Duration took() {
    return Duration.between(started, finished);
  }
}
