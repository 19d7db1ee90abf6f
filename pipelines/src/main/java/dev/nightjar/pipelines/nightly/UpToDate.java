package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Verdict;
import dev.nightjar.pipelines.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which stages of a night are done. A stage is, when the newest attempt at it ended well
 * under the same settings, nothing that it read has changed since, source files included, and
 * nobody wrote over what it wrote. From the first stage that is not, every later stage runs.
 */
final class UpToDate {

  private UpToDate() {}

  /** Whether a table changed after a version. */
  @FunctionalInterface
  interface Changes {

    /** The newest version that changed rows which matter for the night, or empty. */
    Optional<Long> since(Table table, long version, LocalDate night);
  }

  /**
   * One decision a stage, in the order given.
   *
   * @param stages in running order
   * @param runs rows of {@code runs} in any order, of this night and others
   * @param outside what the stages would now record of things outside of the lake: sources, places
   */
  static List<StageDecision> decide(
      List<Stage> stages,
      LocalDate night,
      String settingsHash,
      List<ManifestRow> runs,
      Map<Stage, Map<String, String>> outside,
      Changes changes) {
    List<StageDecision> decisions = new ArrayList<>();
    Optional<Stage> first = Optional.empty();
    List<ManifestRow> ofNight = runs.stream().filter(r -> r.night().equals(night)).toList();
    for (Stage stage : stages) {
      Optional<ManifestRow> newest = ManifestRow.newest(ofNight, stage.word());
      Optional<String> reason =
          first.isPresent()
              ? first.map(f -> f.word() + " runs before it")
              : reasonToRun(
                  newest, night, settingsHash, outside.getOrDefault(stage, Map.of()), changes);
      if (reason.isPresent()) {
        first = first.or(() -> Optional.of(stage));
      }
      decisions.add(
          new StageDecision(
              stage,
              reason.isEmpty(),
              reason.orElseGet(() -> "done by run " + newest.orElseThrow().runId())));
    }
    return decisions;
  }

  private static Optional<String> reasonToRun(
      Optional<ManifestRow> newest,
      LocalDate night,
      String settingsHash,
      Map<String, String> outside,
      Changes changes) {
    if (newest.isEmpty()) {
      return Optional.of("has not run for this night");
    }
    ManifestRow row = newest.get();
    if (row.verdict() != Verdict.DONE) {
      return Optional.of(row.verdict().word() + " in run " + row.runId());
    }
    if (!row.settingsHash().equals(settingsHash)) {
      return Optional.of(
          "the settings changed: " + head(settingsHash) + " after " + head(row.settingsHash()));
    }
    return changedOutside(row, outside)
        .or(() -> changedInput(row, night, changes))
        .or(() -> overwritten(row, night, changes));
  }

  /** What an older Nightjar did not record counts as unchanged. */
  private static Optional<String> changedOutside(ManifestRow row, Map<String, String> outside) {
    return outside.entrySet().stream()
        .filter(
            now ->
                !row.fingerprints()
                    .getOrDefault(now.getKey(), now.getValue())
                    .equals(now.getValue()))
        .map(now -> now.getKey() + " is another than in run " + row.runId())
        .findFirst();
  }

  /** A stage's own tables are not its inputs, and {@code runs} grows with every stage. */
  private static Optional<String> changedInput(ManifestRow row, LocalDate night, Changes changes) {
    for (Map.Entry<Table, Long> input : row.inputs().entrySet()) {
      Table table = input.getKey();
      if (table != Table.RUNS && !row.outputs().containsKey(table)) {
        Optional<Long> now = changes.since(table, input.getValue(), night);
        if (now.isPresent()) {
          return Optional.of(changed(table, now.get(), "it read", input.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  /** Merged tables go on growing with later nights; only a night's own rows can be overwritten. */
  private static Optional<String> overwritten(ManifestRow row, LocalDate night, Changes changes) {
    for (Map.Entry<Table, Long> output : row.outputs().entrySet()) {
      Table table = output.getKey();
      if (table.isNightly()) {
        Optional<Long> now = changes.since(table, output.getValue(), night);
        if (now.isPresent()) {
          return Optional.of(changed(table, now.get(), "it wrote", output.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  private static String changed(Table table, long now, String did, long then) {
    return table.tableName() + " changed: version " + now + ", " + did + " " + then;
  }

  private static String head(String hash) {
    return hash.length() <= 12 ? hash : hash.substring(0, 12);
  }
}
