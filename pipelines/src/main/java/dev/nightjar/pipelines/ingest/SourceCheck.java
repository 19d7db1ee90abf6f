package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.ingest.source.OpenedSource;
import dev.nightjar.pipelines.ingest.source.SourceReader;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.IngestSettings;
import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.settings.SourceSettings.Format;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Checks the rows of a source and says what was done to those that are kept.
 *
 * @param knownItems distinct ids of the items that a row may name; empty when it may name any
 * @param hashed whether good rows may stand in the quarantine from an earlier night
 */
record SourceCheck(
    StageRun run, IngestSettings settings, Optional<Dataset<Row>> knownItems, boolean hashed) {

  private static final String ACROSS_LINES = "multiLine";

  /** The checked rows; their keeper unpersists them. */
  CheckedSource of(OpenedSource source) {
    CheckedSource byLines = check(source);
    CheckedSource checked = maySpanLines(byLines) ? better(byLines) : byLines;
    say(checked);
    return checked;
  }

  private CheckedSource check(OpenedSource source) {
    return CheckedSource.of(source, knownItems, hashed, settings, run.night());
  }

  private static boolean maySpanLines(CheckedSource checked) {
    SourceSettings source = checked.source().settings();
    return source.format() == Format.CSV
        && source.option(ACROSS_LINES).isEmpty()
        && checked.count(RowKind.UNPARSED) > 0;
  }

  /**
   * Rows that cannot be parsed are read again as if quotes held line breaks. A quote that nobody
   * closed would swallow good rows that way, so that is kept only where no row is lost.
   */
  private CheckedSource better(CheckedSource byLines) {
    SourceSettings across = byLines.source().settings().withOption(ACROSS_LINES, "true");
    CheckedSource acrossLines = check(SourceReader.open(run.spark(), across, run.night()));
    boolean better =
        acrossLines.count(RowKind.UNPARSED) < byLines.count(RowKind.UNPARSED)
            && acrossLines.count(RowKind.ACCEPTED) >= byLines.count(RowKind.ACCEPTED);
    (better ? byLines : acrossLines).rows().unpersist();
    if (better) {
      run.say("source " + across.name() + " has line breaks in quotes, which are read as such");
    }
    return better ? acrossLines : byLines;
  }

  private void say(CheckedSource checked) {
    SourceSettings source = checked.source().settings();
    if (checked.count(RowKind.UNCONVERTED) > 0) {
      say(checked, RowKind.UNCONVERTED, "are kept without a value: " + checked.commonUnconverted());
    }
    say(checked, RowKind.TRIMMED, "had blanks around an id, which were taken away");
    say(
        checked,
        RowKind.GARBLED,
        "have characters of another encoding in their texts; set "
            + source.key("options.encoding"));
  }

  private void say(CheckedSource checked, RowKind kind, String what) {
    long rows = checked.count(kind);
    if (rows > 0) {
      String name = checked.source().settings().name();
      run.say(String.format(Locale.ROOT, "source %s: %,d rows %s", name, rows, what));
    }
  }
}
