package dev.nightjar.pipelines.fold.rule;

import dev.nightjar.pipelines.settings.rule.TablePlace;
import dev.nightjar.pipelines.settings.sql.SqlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads a table that others keep, every value as text. */
final class KeptTable {

  private static final Map<String, String> CSV =
      Map.of("header", "true", "escape", "\"", "multiLine", "true", "enforceSchema", "false");

  private KeptTable() {}

  /**
   * The columns, those that are missing as nulls.
   *
   * @param key of the settings, for messages
   * @param required columns without which the table says nothing
   * @param optional further columns
   * @throws RuleException when it is not there or lacks a column
   */
  static Dataset<Row> read(
      SparkSession spark,
      String key,
      TablePlace place,
      List<String> required,
      List<String> optional) {
    String path = place.path().orElseThrow();
    Dataset<Row> rows;
    List<String> there;
    try {
      rows =
          spark
              .read()
              .format(place.format().name().toLowerCase(Locale.ROOT))
              .options(place.format() == TablePlace.Format.CSV ? CSV : Map.of())
              .options(place.options())
              .load(path);
      there = Arrays.stream(rows.columns()).map(c -> c.toLowerCase(Locale.ROOT)).toList();
    } catch (Exception e) { // Scala throws checked exceptions undeclared
      throw unreadable(key, path, e);
    }
    List<String> missing = required.stream().filter(column -> !there.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new RuleException(
          List.of(
              key
                  + ".path is '"
                  + path
                  + "', which has no column "
                  + String.join(" and no ", missing)
                  + "; it has "
                  + String.join(", ", rows.columns())));
    }
    List<Column> columns = new ArrayList<>();
    for (String column : required) {
      columns.add(functions.col(column).cast("string").as(column));
    }
    for (String column : optional) {
      Column value = there.contains(column) ? functions.col(column) : functions.lit(null);
      columns.add(value.cast("string").as(column));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private static RuleException unreadable(String key, String path, Exception e) {
    String condition = e instanceof AnalysisException a ? String.valueOf(a.getCondition()) : "";
    return new RuleException(
        List.of(
            key
                + ".path is '"
                + path
                + (condition.matches(".*PATH_(NOT_FOUND|DOES_NOT_EXIST).*")
                    ? "', which does not exist; check the path, or set none"
                    : "', which cannot be read: " + SqlText.firstLine(e))));
  }
}
