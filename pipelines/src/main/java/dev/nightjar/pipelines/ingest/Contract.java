package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import dev.nightjar.pipelines.ingest.source.OpenedSource;
import dev.nightjar.pipelines.table.Column;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Brings mapped rows into the columns of their table, and says which values did not convert. */
final class Contract {

  /** Times to the microsecond: JSON's default would hide smaller changes. */
  private static final Map<String, String> EXACT =
      Map.of("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");

  private static final Map<String, String> KINDS =
      Map.of(
          "double", "a finite number",
          "timestamp", "a time",
          "boolean", "true or false",
          "string", "text",
          "array<float>", "a list of numbers",
          "map<string,string>", "a map of texts");

  private static final Map<String, Object> DEFAULTS = Map.of("available", true, "weight", 1.0);

  private Contract() {}

  /** Where it is said that a column's value did not convert. */
  static String failure(String column) {
    return "_failure_" + column;
  }

  /**
   * The rows of a source with every column of its table, {@link Mapping#SOURCE}, {@link
   * Mapping#WANTED}, the failures, and what {@link CleanTexts} did.
   */
  static Dataset<Row> conform(OpenedSource source, int maxTextChars) {
    Table table = source.settings().table();
    Dataset<Row> values = values(table, Mapping.map(source));
    List<String> texts =
        table.columns().stream()
            .filter(c -> c.type().equals(DataTypes.StringType) && !isComputed(c.name()))
            .map(Column::name)
            .toList();
    return computed(table, CleanTexts.clean(values, texts, maxTextChars));
  }

  /** A row as JSON, the same text for the same values. */
  static org.apache.spark.sql.Column json(org.apache.spark.sql.Column row) {
    return to_json(row, new HashMap<>(EXACT));
  }

  private static boolean isComputed(String column) {
    return column.equals("row_hash") || column.equals("day");
  }

  private static Dataset<Row> values(Table table, Dataset<Row> mapped) {
    List<String> present = List.of(mapped.columns());
    List<org.apache.spark.sql.Column> values = new ArrayList<>();
    values.add(col(Mapping.SOURCE));
    values.add(col(Mapping.WANTED));
    for (Column column : table.columns()) {
      boolean selected = present.contains(column.name());
      if (!isComputed(column.name())) {
        values.add(selected ? value(column) : missing(column));
      }
      values.add((selected ? failed(column) : lit(null).cast("string")).as(failure(column.name())));
    }
    return mapped.select(values.toArray(org.apache.spark.sql.Column[]::new));
  }

  private static org.apache.spark.sql.Column value(Column column) {
    org.apache.spark.sql.Column value = col(column.name()).getField("value");
    if (column.type().equals(DataTypes.DoubleType)) {
      value = when(isFinite(value), value);
    }
    Object fallback = DEFAULTS.get(column.name());
    return (fallback == null ? value : coalesce(value, lit(fallback))).as(column.name());
  }

  private static org.apache.spark.sql.Column missing(Column column) {
    return lit(DEFAULTS.get(column.name())).cast(column.type()).as(column.name());
  }

  private static org.apache.spark.sql.Column failed(Column column) {
    org.apache.spark.sql.Column value = col(column.name()).getField("value");
    org.apache.spark.sql.Column failed = col(column.name()).isNull();
    if (column.type().equals(DataTypes.DoubleType)) {
      failed = failed.or(not(isFinite(value)));
    }
    String kind = KINDS.get(column.type().catalogString());
    String start = column.name() + " is not " + kind + ": '";
    return when(failed, concat(lit(start), col(Mapping.shown(column.name())), lit("'")));
  }

  private static org.apache.spark.sql.Column isFinite(org.apache.spark.sql.Column value) {
    return not(isnan(value)).and(abs(value).notEqual(Double.POSITIVE_INFINITY));
  }

  private static Dataset<Row> computed(Table table, Dataset<Row> rows) {
    List<String> columns = List.of(table.columnNames());
    if (columns.contains("day")) {
      return rows.withColumn("day", to_date(col("at")));
    }
    org.apache.spark.sql.Column[] before =
        columns.stream()
            .takeWhile(c -> !c.equals("row_hash"))
            .map(org.apache.spark.sql.functions::col)
            .toArray(org.apache.spark.sql.Column[]::new);
    return rows.withColumn("row_hash", sha2(json(struct(before)), 256));
  }
}
