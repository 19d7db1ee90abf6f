package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.SourceSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;

/** Opens all sources of a night, or tells everything that is wrong with any of them. */
final class Sources {

  private Sources() {}

  /**
   * Opens the sources and records their files and columns.
   *
   * @throws IngestException with the problems of all sources
   */
  static List<OpenedSource> open(StageRun run) {
    List<String> problems = new ArrayList<>();
    List<OpenedSource> sources = new ArrayList<>();
    LastIngest last = LastIngest.of(run.lake());
    for (SourceSettings settings : run.settings().ingest().sources()) {
      try {
        OpenedSource source = SourceReader.open(run.spark(), settings, run.night());
        run.fingerprint(SourceFiles.key(settings.name()), source.fingerprint());
        if (source.columns().isEmpty() && source.rows().columns().length == 0) {
          run.say("source " + settings.name() + " is empty");
          continue;
        }
        problems.addAll(SourceProblems.of(source, last));
        sources.add(source);
      } catch (Exception e) {
        problems.add(unreadable(settings, e));
      }
    }
    if (!problems.isEmpty()) {
      throw new IngestException(problems);
    }
    for (OpenedSource source : sources) {
      String name = source.settings().name();
      run.fingerprint(LastIngest.columnsKey(name), String.join(",", source.columns()));
    }
    return sources;
  }

  private static String unreadable(SourceSettings settings, Exception e) {
    String key = "ingest.sources." + settings.name() + (settings.path().isPresent() ? ".path" : "");
    String place = settings.path().map(p -> " is '" + p + "'").orElse("");
    boolean absent =
        e instanceof AnalysisException a
            && String.valueOf(a.getCondition()).matches(".*PATH_(NOT_FOUND|DOES_NOT_EXIST).*");
    return absent
        ? key + place + ", which does not exist; check the path of source " + settings.name()
        : "source "
            + settings.name()
            + " cannot be read: "
            + SourceProblems.firstLine(e)
            + " ("
            + key
            + place
            + ")";
  }
}
