package dev.nightjar.pipelines.ingest.source;

import dev.nightjar.pipelines.settings.SourceSettings;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** The files of a CSV source by the columns that their first lines name. */
record CsvColumns(Map<List<String>, List<Path>> files) {

  /** The option that has every file read by its own first line. */
  static final String BY_NAME = "mergeSchema";

  /**
   * Reads the first line of every file; files without one, whose columns are numbered, are alike.
   *
   * @param reader set up for the source
   */
  static CsvColumns of(
      SparkSession spark, DataFrameReader reader, SourceSettings settings, List<FileHead> heads) {
    Charset charset = TextEncoding.of(settings);
    Optional<String> comment = settings.option("comment");
    Map<String, List<String>> parsed = new HashMap<>();
    Map<List<String>, List<Path>> files = new LinkedHashMap<>();
    for (FileHead head : heads) {
      String line = firstLine(head.text(charset), comment);
      if (line.isEmpty()) {
        continue;
      }
      List<String> columns =
          parsed.computeIfAbsent(
              line,
              l ->
                  Arrays.stream(
                          reader.csv(spark.createDataset(List.of(l), Encoders.STRING())).columns())
                      .map(name -> name.toLowerCase(Locale.ROOT))
                      .toList());
      files.computeIfAbsent(columns, c -> new ArrayList<>()).add(head.path());
    }
    return new CsvColumns(files);
  }

  private static String firstLine(String text, Optional<String> comment) {
    return text.lines()
        .filter(line -> !line.isBlank() && comment.filter(line::startsWith).isEmpty())
        .findFirst()
        .orElse("");
  }

  /** One sentence where the files differ, naming a file and what it has or lacks. */
  Optional<String> problem(SourceSettings settings) {
    List<List<String>> kinds = List.copyOf(files.keySet());
    if (kinds.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        "source "
            + settings.name()
            + ": "
            + name(kinds.get(1))
            + " "
            + difference(kinds.get(1), kinds.get(0))
            + ". Set "
            + settings.key("options." + BY_NAME)
            + " = true to read every file by its own first line, a column that it lacks as null, or"
            + " make the files a source for each of their "
            + kinds.size()
            + " sets of columns");
  }

  private String difference(List<String> columns, List<String> others) {
    List<String> gained = columns.stream().filter(c -> !others.contains(c)).toList();
    List<String> lost = others.stream().filter(c -> !columns.contains(c)).toList();
    List<String> parts = new ArrayList<>();
    if (!gained.isEmpty()) {
      parts.add("has the columns " + gained + ", which " + name(others) + " lacks");
    }
    if (!lost.isEmpty()) {
      parts.add("lacks the columns " + lost + ", which " + name(others) + " has");
    }
    return parts.isEmpty()
        ? "has the columns of " + name(others) + " in another order"
        : String.join(" and ", parts);
  }

  private String name(List<String> columns) {
    return new FileHead(files.get(columns).get(0), new byte[0]).name();
  }
}
