package dev.nightjar.pipelines.maintain;

import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which nights of a lake stay, and why.
 *
 * @param why the first reason of every night that stays
 */
record KeptNights(TreeMap<LocalDate, String> why) {

  /** The newest nights, and those whose lists readers see or can be brought back to. */
  static KeptNights of(
      NavigableSet<LocalDate> nights,
      int keep,
      Optional<LocalDate> live,
      Collection<LocalDate> published) {
    TreeMap<LocalDate, String> why = new TreeMap<>();
    live.ifPresent(night -> why.put(night, "live"));
    published.forEach(night -> why.putIfAbsent(night, "kept publication"));
    nights.descendingSet().stream()
        .limit(keep)
        .forEach(n -> why.putIfAbsent(n, "among the newest"));
    why.keySet().retainAll(nights);
    return new KeptNights(why);
  }

  /**
   * The same and the nights that are still under way: a stage of theirs is not done since the
   * stages before it, and something ran for them lately.
   *
   * @param runs rows of {@code runs} of other nights, in any order
   * @param lately a night for which nothing ran since then was given up
   */
  KeptNights andUnfinished(List<ManifestRow> runs, Instant lately) {
    TreeMap<LocalDate, String> more = new TreeMap<>(why);
    runs.stream()
        .collect(Collectors.groupingBy(ManifestRow::night))
        .forEach(
            (night, rows) -> {
              boolean worked = rows.stream().anyMatch(row -> row.finishedAt().isAfter(lately));
              if (worked && !isFinished(rows)) {
                more.putIfAbsent(night, "not finished");
              }
            });
    return new KeptNights(more);
  }

  Set<LocalDate> nights() {
    return why.keySet();
  }

  /** Whether the newest attempt at every stage ended well, each after the one before it. */
  private static boolean isFinished(List<ManifestRow> rows) {
    Map<String, ManifestRow> newest =
        rows.stream()
            .sorted(ManifestRow.BY_START)
            .collect(Collectors.toMap(ManifestRow::stage, row -> row, (older, newer) -> newer));
    Instant before = Instant.MIN;
    for (Stage stage : Stage.values()) {
      ManifestRow row = newest.get(stage.word());
      if (row == null || row.verdict() != Verdict.DONE || row.startedAt().isBefore(before)) {
        return false;
      }
      before = row.startedAt();
    }
    return true;
  }
}
