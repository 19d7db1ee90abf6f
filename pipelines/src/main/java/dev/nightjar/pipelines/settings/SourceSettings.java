package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.table.Table;
import java.util.Map;
import java.util.Optional;

/**
 * One source of the ingest: how to read it and how its columns map onto a table's contract.
 *
 * @param name the source's own name, for messages and the quarantine
 * @param table one of items, reviews, users and interactions
 * @param format csv, json, parquet, delta or jdbc
 * @param path file, directory or glob on any Hadoop URI; absent for jdbc
 * @param options passed to Spark's reader
 * @param select contract column to Spark SQL expression over the source's columns
 * @param where Spark SQL predicate over the source's columns; other rows are not meant for the
 *     table
 */
public record SourceSettings(
    String name,
    Table table,
    Format format,
    Optional<String> path,
    Map<String, String> options,
    Map<String, String> select,
    Optional<String> where) {

  /** What Spark's reader is asked for. */
  public enum Format {
    CSV,
    JSON,
    PARQUET,
    DELTA,
    JDBC
  }

  /** The tables that sources fill. */
  public enum Target {
    ITEMS(Table.ITEMS),
    REVIEWS(Table.REVIEWS),
    USERS(Table.USERS),
    INTERACTIONS(Table.INTERACTIONS);

    private final Table table;

    Target(Table table) {
      this.table = table;
    }
  }

  public SourceSettings {
    options = Map.copyOf(options);
    select = Map.copyOf(select);
  }

  static SourceSettings from(SettingsReader in, String name) {
    String key = "ingest.sources." + name;
    Table table = in.choice(key + ".table", Target.class).table;
    Format format = in.choice(key + ".format", Format.class);
    Optional<String> path = in.optionalText(key + ".path");
    Map<String, String> select = in.textByName(key + ".select");
    if (format != Format.JDBC && path.isEmpty()) {
      in.problem(key + ".path", "is not set; set a file, directory or glob");
    }
    checkSelect(in, key, table, select);
    return new SourceSettings(
        name,
        table,
        format,
        path,
        in.textByName(key + ".options"),
        select,
        in.optionalText(key + ".where"));
  }

  private static void checkSelect(
      SettingsReader in, String key, Table table, Map<String, String> select) {
    var columns = table.columns().stream().map(c -> c.name()).toList();
    for (String column : select.keySet()) {
      if (!columns.contains(column)) {
        in.problem(
            key + ".select." + column,
            "is not a column of " + table.tableName() + "; its columns are " + columns);
      }
    }
    for (String column : table.key()) {
      if (!select.containsKey(column)) {
        in.problem(
            key + ".select." + column, "is not set; it is part of the key of " + table.tableName());
      }
    }
  }
}
