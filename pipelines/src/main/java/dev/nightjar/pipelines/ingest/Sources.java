package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.ingest.source.IngestException;
import dev.nightjar.pipelines.ingest.source.LastIngest;
import dev.nightjar.pipelines.ingest.source.OpenedSource;
import dev.nightjar.pipelines.ingest.source.SourceFiles;
import dev.nightjar.pipelines.ingest.source.SourceReader;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.IngestSettings;
import dev.nightjar.pipelines.settings.SourceSettings;
import dev.nightjar.pipelines.settings.SourceSettings.Format;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;

/** Opens all sources of a night, or tells everything that is wrong with any of them. */
public final class Sources {

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
        if (isEmpty(source)) {
          run.say("source " + settings.name() + " is empty");
          continue;
        }
        problems.addAll(SourceProblems.of(source, last));
        sources.add(source);
      } catch (Exception e) {
        problems.addAll(unreadable(settings, e));
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

  /** What would stop an ingest before it reads a row: paths, formats, columns, expressions. */
  public static List<String> problems(
      SparkSession spark, IngestSettings settings, Lake lake, Night night) {
    LastIngest last = LastIngest.of(lake);
    List<String> problems = new ArrayList<>();
    StrictSql.during(
        spark,
        () ->
            settings
                .sources()
                .forEach(source -> problems.addAll(problems(spark, source, last, night))));
    return problems;
  }

  /** What the last ingest that went well had to warn of. */
  public static List<String> warnings(Lake lake) {
    LastIngest last = LastIngest.of(lake);
    return Arrays.stream(Table.values())
        .flatMap(table -> DuplicateKeys.warning(table, last.counts()).stream())
        .toList();
  }

  private static List<String> problems(
      SparkSession spark, SourceSettings settings, LastIngest last, Night night) {
    try {
      OpenedSource glance = SourceReader.glance(spark, settings, night);
      List<String> problems = isEmpty(glance) ? List.of() : SourceProblems.of(glance, last);
      boolean sampled = settings.format() == Format.JSON && !problems.isEmpty();
      return sampled
          ? SourceProblems.of(SourceReader.open(spark, settings, night), last)
          : problems;
    } catch (Exception e) {
      return unreadable(settings, e);
    }
  }

  private static boolean isEmpty(OpenedSource source) {
    return source.columns().isEmpty() && source.rows().columns().length == 0;
  }

  private static List<String> unreadable(SourceSettings settings, Exception e) {
    if (e instanceof IngestException known) {
      return known.problems();
    }
    Optional<String> path = settings.path();
    String key = path.isPresent() ? settings.key("path") : "ingest.sources." + settings.name();
    String place = path.map(p -> " is '" + p + "'").orElse("");
    String condition = e instanceof AnalysisException a ? String.valueOf(a.getCondition()) : "";
    String name = settings.name();
    if (condition.matches(".*PATH_(NOT_FOUND|DOES_NOT_EXIST).*")) {
      return List.of(key + place + ", which does not exist; check the path of source " + name);
    }
    String advice = condition.startsWith("COLUMN_ALREADY_EXISTS") ? equalNames(settings) : "";
    return List.of(
        "source "
            + name
            + " cannot be read: "
            + SourceProblems.firstLine(e)
            + " ("
            + key
            + place
            + ")"
            + advice);
  }

  private static String equalNames(SourceSettings settings) {
    return "; source "
        + settings.name()
        + " has names that differ in upper and lower case alone, or not at all. Where they differ in"
        + " case set spark.\"spark.sql.caseSensitive\" = true and write names in select as they are;"
        + " else mend the export";
  }
}
