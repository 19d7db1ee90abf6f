package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.ingest.source.LastIngest;
import dev.nightjar.pipelines.ingest.source.OpenedSource;
import dev.nightjar.pipelines.table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds what is wrong with a source before any of its rows is read. */
final class SourceProblems {

  private SourceProblems() {}

  /** One sentence for every expression that the source's columns cannot answer. */
  static List<String> of(OpenedSource source, LastIngest last) {
    Map<String, String> missing = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Column column : Mapping.selected(source)) {
      String key = source.key("select." + column.name());
      Optional<AnalysisException> failure =
          failure(source, rows -> rows.select(Attempts.attempt(Mapping.value(source, column))));
      failure.ifPresent(e -> sort(key, e, missing, problems));
      if (failure.isEmpty()) {
        ConstantValues.problem(source, column).ifPresent(problems::add);
      }
    }
    failure(source, rows -> rows.select(Mapping.wanted(source)))
        .ifPresent(e -> sort(source.key("where"), e, missing, problems));
    if (!missing.isEmpty()) {
      problems.add(
          "source "
              + source.settings().name()
              + " lacks columns that its settings name: "
              + missing
              + last.difference(source)
              + ". Name the columns that it has now under "
              + source.key("select")
              + ", or mend the source");
    }
    return problems;
  }

  private static void sort(
      String key, AnalysisException e, Map<String, String> missing, List<String> problems) {
    String condition = String.valueOf(e.getCondition());
    if (condition.startsWith("UNRESOLVED_COLUMN")) {
      missing.put(key, e.getMessageParameters().get("objectName"));
    } else {
      problems.add(key + " is not valid Spark SQL for this source: " + firstLine(e));
    }
  }

  private static Optional<AnalysisException> failure(
      OpenedSource source, UnaryOperator<Dataset<Row>> query) {
    try {
      query.apply(source.rows()).schema();
      return Optional.empty();
    } catch (Exception e) {
      // Scala does not declare checked exceptions, so the compiler cannot know of this one.
      if (e instanceof AnalysisException analysis) {
        return Optional.of(analysis);
      }
      throw e;
    }
  }

  static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().filter(l -> !l.isBlank()).findFirst().orElse(message).strip();
  }
}
