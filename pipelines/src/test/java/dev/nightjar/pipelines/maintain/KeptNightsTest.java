package dev.nightjar.pipelines.maintain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class KeptNightsTest {

  private static final Instant NOW = Instant.parse("2025-03-20T06:00:00Z");
  private static final Instant LATELY = NOW.minus(Duration.ofDays(7));
  private static final LocalDate OLD = LocalDate.parse("2025-02-01");

  @Test
  void theNewestNightsStayAndThoseThatReadersSeeOrCanGoBackTo() {
    NavigableSet<LocalDate> nights = nights("2025-03-01", "2025-03-02", "2025-03-04", "2025-03-05");
    nights.add(OLD);
    KeptNights kept =
        KeptNights.of(
            nights,
            2,
            Optional.of(OLD),
            List.of(OLD, LocalDate.parse("2025-03-01"), LocalDate.parse("2024-01-01")));
    assertEquals(
        Map.of(
            OLD,
            "live",
            LocalDate.parse("2025-03-01"),
            "kept publication",
            LocalDate.parse("2025-03-04"),
            "among the newest",
            LocalDate.parse("2025-03-05"),
            "among the newest"),
        kept.why());
  }

  @Test
  void aNightOfWhichAStageIsMissingIsKeptWhileItIsWorkedOn() {
    List<ManifestRow> between = rows(NOW.minusSeconds(3600), Stage.INGEST, Stage.EMBED);
    assertEquals(Set.of(OLD), unfinished(between), "between two submits");
    assertEquals(Set.of(), unfinished(rows(LATELY.minusSeconds(99_999), Stage.INGEST)), "given up");
    assertEquals(Set.of(), unfinished(rows(NOW.minusSeconds(3600), Stage.values())), "finished");
  }

  @Test
  void aFinishedNightThatRunsAgainIsKeptFromItsFirstStageOn() {
    List<ManifestRow> again = new ArrayList<>(rows(LATELY.minusSeconds(9_999), Stage.values()));
    again.addAll(rows(NOW.minusSeconds(60), Stage.INGEST));
    assertEquals(Set.of(OLD), unfinished(again));
  }

  @Test
  void aNightThatWasRefusedIsKeptWhileItMayBeMended() {
    List<ManifestRow> refused = new ArrayList<>(rows(NOW.minusSeconds(3600), Stage.values()));
    refused.add(row(NOW.minusSeconds(600), Stage.EVALUATE, Verdict.REFUSED));
    assertEquals(Set.of(OLD), unfinished(refused));
  }

  private static Set<LocalDate> unfinished(List<ManifestRow> runs) {
    return KeptNights.of(nights("2025-02-01"), 0, Optional.empty(), List.of())
        .andUnfinished(runs, LATELY)
        .nights();
  }

  private static List<ManifestRow> rows(Instant first, Stage... stages) {
    List<ManifestRow> rows = new ArrayList<>();
    for (Stage stage : stages) {
      rows.add(row(first.plusSeconds(rows.size()), stage, Verdict.DONE));
    }
    return rows;
  }

  private static ManifestRow row(Instant started, Stage stage, Verdict verdict) {
    return new ManifestRow(
        "run-" + started.getEpochSecond(),
        OLD,
        stage.word(),
        verdict,
        "",
        started,
        started.plusSeconds(1),
        "hash",
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of());
  }

  private static NavigableSet<LocalDate> nights(String... nights) {
    NavigableSet<LocalDate> all = new TreeSet<>();
    for (String night : nights) {
      all.add(LocalDate.parse(night));
    }
    return all;
  }
}
