package dev.nightjar.pipelines.run;

import java.time.Duration;
import java.util.Map;

/** What one stage of a run did, for the summary at the end. */
public record StageResult(
    String stage, Verdict verdict, Duration took, Map<String, Long> counts, String message) {

  public StageResult {
    counts = Map.copyOf(counts);
  }
}
