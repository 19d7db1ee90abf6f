package dev.nightjar.pipelines.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpToDateTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 14);
  private static final String HASH = "5f0c2a9be01d77aa";
  private static final UpToDate.Changes NONE = (table, version, night) -> Optional.empty();

  @Test
  void everyStageOfANewNightRuns() {
    List<StageDecision> decisions = decide(List.of(), NONE);
    assertEquals(List.of(), skipped(decisions));
    assertEquals("has not run for this night", decisions.get(0).why());
    assertEquals("ingest runs before it", decisions.get(1).why());
  }

  @Test
  void aFinishedNightSkipsEveryStage() {
    List<StageDecision> decisions = decide(finished(), NONE);
    assertEquals(List.of(Stage.values()), skipped(decisions));
    assertEquals("done by run run-1", decisions.get(0).why());
  }

  @Test
  void aKilledNightGoesOnAfterTheLastStageThatIsDone() {
    List<Stage> stages = List.of(Stage.values());
    for (int done = 0; done < stages.size(); done++) {
      assertEquals(
          stages.subList(0, done),
          skipped(decide(finished().subList(0, done), NONE)),
          "killed in " + stages.get(done));
    }
  }

  @Test
  void aFailedStageRunsAgainAlthoughAnEarlierAttemptWasDone() {
    List<ManifestRow> runs = new ArrayList<>(finished());
    runs.add(row("run-2", Stage.TRAIN, Verdict.FAILED, HASH, 100));
    List<StageDecision> decisions = decide(runs, NONE);
    assertEquals(List.of(Stage.INGEST, Stage.EMBED, Stage.FEATURES), skipped(decisions));
    assertEquals("failed in run run-2", decisions.get(3).why());
  }

  @Test
  void anotherSettingsHashRunsEverything() {
    List<ManifestRow> runs = finished("0123456789abcdef");
    List<StageDecision> decisions = decide(runs, NONE);
    assertEquals(List.of(), skipped(decisions));
    assertEquals("the settings changed: 5f0c2a9be01d after 0123456789ab", decisions.get(0).why());
  }

  @Test
  void aChangedInputRunsItsFirstReaderAndAllAfterIt() {
    List<StageDecision> decisions =
        decide(
            finished(), (t, v, n) -> t == Table.INTERACTIONS ? Optional.of(9L) : Optional.empty());
    assertEquals(List.of(Stage.INGEST, Stage.EMBED), skipped(decisions));
    assertEquals("interactions changed: version 9, it read 3", decisions.get(2).why());
    assertEquals("features runs before it", decisions.get(3).why());
  }

  @Test
  void aNightlyTableThatAnotherRunWroteOverRunsItsWriterAgain() {
    List<StageDecision> decisions =
        decide(finished(), (t, v, n) -> t == Table.RANKER ? Optional.of(8L) : Optional.empty());
    assertEquals(List.of(Stage.INGEST, Stage.EMBED, Stage.FEATURES), skipped(decisions));
    assertEquals("ranker changed: version 8, it wrote 4", decisions.get(3).why());
  }

  @Test
  void aChangedSourceRunsTheIngestAgain() {
    assertEquals(
        List.of(Stage.values()),
        skipped(decide(finished(), Map.of(Stage.INGEST, Map.of("source.log", "aa")), NONE)));
    List<StageDecision> decisions =
        decide(finished(), Map.of(Stage.INGEST, Map.of("source.log", "bb")), NONE);
    assertEquals(List.of(), skipped(decisions));
    assertEquals("source.log is another than in run run-1", decisions.get(0).why());
  }

  @Test
  void anotherPlaceOfTheListsPublishesAgain() {
    List<StageDecision> decisions =
        decide(finished(), Map.of(Stage.PUBLISH, Map.of("publish.root", "elsewhere")), NONE);
    assertEquals(
        Stage.PUBLISH, decisions.stream().filter(d -> !d.skip()).findFirst().orElseThrow().stage());
  }

  @Test
  void theManifestsThemselvesAreNoInput() {
    List<StageDecision> decisions =
        decide(finished(), (t, v, n) -> t == Table.RUNS ? Optional.of(99L) : Optional.empty());
    assertTrue(decisions.stream().allMatch(StageDecision::skip), "the report reads runs");
  }

  @Test
  void theRunsOfOtherNightsDoNotCount() {
    assertEquals(
        List.of(),
        skipped(
            UpToDate.decide(
                List.of(Stage.values()), NIGHT.plusDays(1), HASH, finished(), Map.of(), NONE)));
  }

  private static List<StageDecision> decide(List<ManifestRow> runs, UpToDate.Changes changes) {
    return decide(runs, Map.of(), changes);
  }

  private static List<StageDecision> decide(
      List<ManifestRow> runs, Map<Stage, Map<String, String>> outside, UpToDate.Changes changes) {
    return UpToDate.decide(List.of(Stage.values()), NIGHT, HASH, runs, outside, changes);
  }

  private static List<Stage> skipped(List<StageDecision> decisions) {
    return decisions.stream().filter(StageDecision::skip).map(StageDecision::stage).toList();
  }

  private static List<ManifestRow> finished() {
    return finished(HASH);
  }

  private static List<ManifestRow> finished(String hash) {
    List<ManifestRow> rows = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      rows.add(row("run-1", stage, Verdict.DONE, hash, rows.size()));
    }
    return rows;
  }

  private static ManifestRow row(
      String runId, Stage stage, Verdict verdict, String hash, int minute) {
    Instant start = Instant.parse("2026-03-15T02:00:00Z").plusSeconds(60L * minute);
    return new ManifestRow(
        runId,
        NIGHT,
        stage.word(),
        verdict,
        "",
        start,
        start.plusSeconds(50),
        hash,
        versions(stage.reads(), 3L),
        versions(stage.writes(), 4L),
        recorded(stage),
        Map.of(),
        List.of());
  }

  private static Map<String, String> recorded(Stage stage) {
    return switch (stage) {
      case INGEST -> Map.of("source.log", "aa");
      case PUBLISH -> Map.of("publish.root", "lists");
      default -> Map.of();
    };
  }

  private static Map<Table, Long> versions(List<Table> tables, long version) {
    Map<Table, Long> versions = new EnumMap<>(Table.class);
    tables.forEach(t -> versions.put(t, version));
    return versions;
  }
}
