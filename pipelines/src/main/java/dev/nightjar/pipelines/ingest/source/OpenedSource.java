package dev.nightjar.pipelines.ingest.source;

import dev.nightjar.pipelines.settings.SourceSettings;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One source, opened.
 *
 * @param rows as the source has them; a line that could not be parsed stands in {@link
 *     SourceReader#UNREADABLE}
 * @param fingerprint changes whenever the source's files do
 */
public record OpenedSource(SourceSettings settings, Dataset<Row> rows, String fingerprint) {

  /** The source's own column names, in its order. */
  public List<String> columns() {
    return Arrays.stream(rows.columns()).filter(c -> !c.equals(SourceReader.UNREADABLE)).toList();
  }

  /** True when the rows have a place for lines that could not be parsed. */
  public boolean hasUnreadable() {
    return Arrays.asList(rows.columns()).contains(SourceReader.UNREADABLE);
  }

  /** A settings key of the source. */
  public String key(String name) {
    return settings.key(name);
  }
}
