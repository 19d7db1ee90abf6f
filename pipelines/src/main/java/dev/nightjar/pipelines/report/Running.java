package dev.nightjar.pipelines.report;

import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What ran for a night.
 *
 * @param stages the newest attempt at each stage, in the order in which they started
 * @param earlier attempts that a later one replaced, newest first
 * @param slowest the steps that took longest
 */
public record Running(List<StageBar> stages, List<ManifestRow> earlier, List<SlowStep> slowest) {

  private static final int SLOWEST = 10;

  /** A stage and its place in the night's running time, in percent; waiting is left out. */
  public record StageBar(ManifestRow row, double from, double width) {}

  /** A step; {@code share} of the slowest step, from 0 to 100. */
  public record SlowStep(String stage, String name, double seconds, double share) {}

  public Running {
    stages = List.copyOf(stages);
    earlier = List.copyOf(earlier);
    slowest = List.copyOf(slowest);
  }

  static Running of(Collection<ManifestRow> runs, LocalDate night) {
    Map<String, ManifestRow> newest = new LinkedHashMap<>();
    List<ManifestRow> earlier = new ArrayList<>();
    runs.stream()
        .filter(r -> r.night().equals(night))
        .sorted(ManifestRow.BY_START)
        .forEach(
            r -> {
              ManifestRow before = newest.remove(r.stage());
              newest.put(r.stage(), r);
              if (before != null) {
                earlier.add(0, before);
              }
            });
    List<ManifestRow> stages = List.copyOf(newest.values());
    return new Running(bars(stages), earlier, slowest(stages));
  }

  /** The worst verdict of any stage. */
  public Verdict verdict() {
    List<Verdict> verdicts = stages.stream().map(s -> s.row().verdict()).toList();
    return verdicts.contains(Verdict.FAILED)
        ? Verdict.FAILED
        : verdicts.contains(Verdict.REFUSED) ? Verdict.REFUSED : Verdict.DONE;
  }

  public double seconds() {
    return stages.stream().mapToDouble(s -> seconds(s.row())).sum();
  }

  /** Distinct run ids: one where a single application ran the night. */
  public List<String> runIds() {
    return stages.stream().map(s -> s.row().runId()).distinct().toList();
  }

  public List<String> settingsHashes() {
    return stages.stream().map(s -> s.row().settingsHash()).distinct().toList();
  }

  /** Models and source files by name, as the stages recorded them. */
  public Map<String, String> fingerprints() {
    Map<String, String> all = new TreeMap<>();
    stages.forEach(s -> all.putAll(s.row().fingerprints()));
    return all;
  }

  /** A count of the night, 0 when no stage recorded it. */
  public long count(String stage, String name) {
    return stages.stream()
        .map(StageBar::row)
        .filter(r -> r.stage().equals(stage))
        .mapToLong(r -> r.counts().getOrDefault(name, 0L))
        .findFirst()
        .orElse(0);
  }

  /** All counts of a stage by name, none where it did not run. */
  Map<String, Long> counts(String stage) {
    return stages.stream()
        .map(StageBar::row)
        .filter(r -> r.stage().equals(stage))
        .map(ManifestRow::counts)
        .findFirst()
        .orElse(Map.of());
  }

  /** What a stage said of itself in the end, empty where that is nothing. */
  public String message(String stage) {
    return stages.stream()
        .map(StageBar::row)
        .filter(r -> r.stage().equals(stage))
        .map(r -> String.valueOf(r.message()))
        .findFirst()
        .orElse("");
  }

  private static List<StageBar> bars(List<ManifestRow> stages) {
    double all = Math.max(1e-9, stages.stream().mapToDouble(Running::seconds).sum());
    double before = 0;
    List<StageBar> bars = new ArrayList<>();
    for (ManifestRow row : stages) {
      bars.add(new StageBar(row, 100 * before / all, 100 * seconds(row) / all));
      before += seconds(row);
    }
    return bars;
  }

  private static List<SlowStep> slowest(List<ManifestRow> stages) {
    double longest =
        stages.stream()
            .flatMap(r -> r.steps().stream())
            .mapToDouble(s -> s.seconds())
            .max()
            .orElse(1);
    return stages.stream()
        .flatMap(
            r ->
                r.steps().stream()
                    .map(
                        s ->
                            new SlowStep(
                                r.stage(),
                                s.name(),
                                s.seconds(),
                                100 * s.seconds() / Math.max(1e-9, longest))))
        .sorted(
            Comparator.comparingDouble((SlowStep s) -> -s.seconds())
                .thenComparing(SlowStep::stage)
                .thenComparing(SlowStep::name))
        .limit(SLOWEST)
        .toList();
  }

  private static double seconds(ManifestRow row) {
    return row.took().toMillis() / 1e3;
  }
}
