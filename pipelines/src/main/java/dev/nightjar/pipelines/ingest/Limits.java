package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.IngestSettings;
import dev.nightjar.pipelines.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Decides whether a night's sources are good enough to be merged into the lake. */
final class Limits {

  private Limits() {}

  /** One sentence for everything that stops the night; none when it may go on. */
  static List<String> problems(
      List<CheckedSource> all, IngestSettings settings, Night night, String quarantine) {
    List<String> problems = new ArrayList<>();
    double maxShare = settings.maxQuarantineShare();
    for (CheckedSource checked : all) {
      if (checked.count(RowKind.QUARANTINED) > maxShare * checked.count(RowKind.READ)) {
        problems.add(tooManyBroken(checked, maxShare, quarantine));
      }
    }
    List<CheckedSource> logs = all.stream().filter(c -> c.table() == Table.INTERACTIONS).toList();
    if (logs.stream().allMatch(c -> c.count(RowKind.ACCEPTED) == 0)) {
      boolean configured =
          settings.sources().stream().anyMatch(s -> s.table() == Table.INTERACTIONS);
      problems.add(
          "no interaction is left for night "
              + night
              + ": "
              + (configured
                  ? whyNone(logs, night)
                  : "no source fills interactions; add one under ingest.sources"));
    }
    return problems;
  }

  private static String tooManyBroken(CheckedSource checked, double maxShare, String quarantine) {
    String name = checked.source().settings().name();
    return String.format(
        Locale.ROOT,
        "source %s: %d of %d rows (%.1f %%) break a rule, ingest.max-quarantine-share is %s: %s."
            + " Nothing was merged; the rows are in %s under source '%s'. Mend the source, or raise"
            + " the share if they may be left out",
        name,
        checked.count(RowKind.QUARANTINED),
        checked.count(RowKind.READ),
        100.0 * checked.count(RowKind.QUARANTINED) / checked.count(RowKind.READ),
        maxShare,
        checked.commonRules(),
        quarantine,
        name);
  }

  private static String whyNone(List<CheckedSource> logs, Night night) {
    long read = logs.stream().mapToLong(c -> c.count(RowKind.READ)).sum();
    if (read == 0) {
      return "the log is empty; check its path, its where and the job that writes it";
    }
    Optional<Instant> first = logs.stream().flatMap(Limits::firstEvent).min(Instant::compareTo);
    return "all "
        + read
        + " rows were refused"
        + first
            .filter(at -> !at.isBefore(night.end()))
            .map(at -> "; the first event is at " + at + ", run that night or a later one")
            .orElse("");
  }

  private static Stream<Instant> firstEvent(CheckedSource checked) {
    Row first = checked.rows().agg(min(col("at"))).first();
    return first.isNullAt(0) ? Stream.empty() : Stream.of(first.getTimestamp(0).toInstant());
  }
}
