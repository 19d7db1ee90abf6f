package dev.nightjar.pipelines.run;

import dev.nightjar.pipelines.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A row of the table {@code runs} as it is read back: what one stage of one run did. */
public record ManifestRow(
    String runId,
    LocalDate night,
    String stage,
    Verdict verdict,
    String message,
    Instant startedAt,
    Instant finishedAt,
    String settingsHash,
    Map<Table, Long> inputs,
    Map<Table, Long> outputs,
    Map<String, String> fingerprints,
    Map<String, Long> counts,
    List<Step> steps) {

  /** Oldest first; equal starts by run id, then by stage. */
  public static final Comparator<ManifestRow> BY_START =
      Comparator.comparing(ManifestRow::startedAt)
          .thenComparing(ManifestRow::runId)
          .thenComparing(ManifestRow::stage);

  /** The rows of {@code runs}, oldest first. Collects them: give it few nights. */
  public static List<ManifestRow> of(Dataset<Row> runs) {
    return runs.collectAsList().stream().map(ManifestRow::of).sorted(BY_START).toList();
  }

  /** The newest of the attempts at a stage. */
  public static Optional<ManifestRow> newest(Collection<ManifestRow> rows, String stage) {
    return rows.stream().filter(row -> row.stage().equals(stage)).max(BY_START);
  }

  public Duration took() {
    return Duration.between(startedAt, finishedAt);
  }

  private static ManifestRow of(Row row) {
    return new ManifestRow(
        row.getAs("run_id"),
        row.<java.sql.Date>getAs("night").toLocalDate(),
        row.getAs("stage"),
        Verdict.valueOf(row.<String>getAs("verdict").toUpperCase(Locale.ROOT)),
        message(row),
        row.<java.sql.Timestamp>getAs("started_at").toInstant(),
        row.<java.sql.Timestamp>getAs("finished_at").toInstant(),
        row.getAs("settings_hash"),
        versions(map(row, "inputs")),
        versions(map(row, "outputs")),
        map(row, "fingerprints"),
        map(row, "counts"),
        steps(row));
  }

  /** Without secrets, which older versions recorded. */
  private static String message(Row row) {
    String recorded = row.getAs("message");
    return recorded == null ? "" : Secrets.OF_NOBODY.redacted(recorded);
  }

  private static <V> Map<String, V> map(Row row, String column) {
    return new TreeMap<>(row.<String, V>getJavaMap(row.fieldIndex(column)));
  }

  /** Tables that a newer Nightjar knows and this one does not are left out. */
  private static Map<Table, Long> versions(Map<String, Long> named) {
    Map<Table, Long> versions = new EnumMap<>(Table.class);
    named.forEach((name, version) -> Table.named(name).ifPresent(t -> versions.put(t, version)));
    return versions;
  }

  private static List<Step> steps(Row row) {
    List<Step> steps = new ArrayList<>();
    for (Row step : row.<Row>getList(row.fieldIndex("steps"))) {
      steps.add(new Step(step.getAs("name"), step.getAs("seconds")));
    }
    return steps;
  }
}
