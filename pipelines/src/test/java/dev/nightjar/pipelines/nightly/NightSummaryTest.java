package dev.nightjar.pipelines.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.run.StageResult;
import dev.nightjar.pipelines.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightSummaryTest {

  @Test
  void skippedDoneFailedAndUnreachedStagesAllHaveTheirLine() {
    NightSummary summary =
        new NightSummary(
            List.of(
                new StageDecision(Stage.INGEST, true, "done by run a"),
                new StageDecision(Stage.EMBED, false, ""),
                new StageDecision(Stage.FEATURES, false, ""),
                new StageDecision(Stage.TRAIN, false, "")));
    summary.add(
        new StageResult(
            "embed", Verdict.DONE, Duration.ofMillis(4_250), Map.of("texts", 12_000L), ""));
    summary.add(
        new StageResult(
            "features", Verdict.FAILED, Duration.ofMillis(750), Map.of(), "the disk is full"));
    assertEquals(
        """
        stage     verdict  time   what
        ingest    skipped         done by run a
        embed     done     4.3 s  texts 12,000
        features  failed   0.8 s  the disk is full
        train     not run
        night              5.0 s
        """,
        summary.toString().replace(System.lineSeparator(), "\n"));
  }
}
