package dev.nightjar.pipelines.settings;

import java.time.LocalDate;
import java.util.List;

/**
 * What is read from outside and when it is refused.
 *
 * @param sources in the order of their names
 * @param maxQuarantineShare above this share of broken rows in one source the night stops
 * @param maxTextChars longer texts are cut, 0 to 10 million
 * @param earliest events and reviews from before that day are refused
 * @param unknownReferences what happens to events and reviews of items that the catalog lacks
 */
public record IngestSettings(
    List<SourceSettings> sources,
    double maxQuarantineShare,
    int maxTextChars,
    LocalDate earliest,
    UnknownReferences unknownReferences) {

  /** What to do with a row that names an unknown item. */
  public enum UnknownReferences {
    QUARANTINE,
    KEEP
  }

  public IngestSettings {
    sources = List.copyOf(sources);
  }

  static IngestSettings from(SettingsReader in) {
    return new IngestSettings(
        in.names("ingest.sources").stream().map(name -> SourceSettings.from(in, name)).toList(),
        in.decimal("ingest.max-quarantine-share", 0, 1),
        in.integer("ingest.max-text-chars", 100, 10_000_000),
        in.date("ingest.earliest"),
        in.choice("ingest.unknown-references", UnknownReferences.class));
  }
}
