package dev.nightjar.pipelines.settings;

import com.typesafe.config.ConfigUtil;
import dev.nightjar.pipelines.table.Column;
import dev.nightjar.pipelines.table.Table;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One source of the ingest: how to read it and how its columns map onto a table's contract.
 *
 * @param name the source's own name, for messages and the quarantine
 * @param table one of items, reviews, users and interactions
 * @param format csv, json, parquet, delta or jdbc
 * @param path file, directory or glob on any Hadoop URI, in which {@code {night}} stands for the
 *     night's date, as it does in {@code where}; absent for jdbc
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

  private static final String PREFIX = "ingest.sources.";
  private static final Set<String> COMPUTED = Set.of("row_hash", "day");

  /** What stands for the date of the night in a path or a predicate. */
  private static final String NIGHT = "{night}";

  /** The source as it is read for a night. */
  public SourceSettings on(LocalDate night) {
    UnaryOperator<String> dated = text -> text.replace(NIGHT, night.toString());
    return new SourceSettings(
        name, table, format, path.map(dated), options, select, where.map(dated));
  }

  /** The same source with one option of Spark's reader set. */
  public SourceSettings withOption(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new SourceSettings(name, table, format, path, more, select, where);
  }

  /** The value of an option of Spark's reader, whose names know no upper and lower case. */
  public Optional<String> option(String option) {
    return options.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(option))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** A settings key of the source. */
  public String key(String key) {
    return PREFIX + ConfigUtil.joinPath(name) + "." + key;
  }

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
    String key = PREFIX + ConfigUtil.joinPath(name);
    Table table = in.choice(key + ".table", Target.class).table;
    Format format = in.choice(key + ".format", Format.class);
    Optional<String> path = in.optionalText(key + ".path");
    Map<String, String> select = in.textByName(key + ".select");
    Map<String, String> options = in.textByName(key + ".options");
    checkPlace(in, key, format, path, options);
    checkSelect(in, key, table, select);
    return new SourceSettings(
        name, table, format, path, options, select, in.optionalText(key + ".where"));
  }

  private static void checkPlace(
      SettingsReader in,
      String key,
      Format format,
      Optional<String> path,
      Map<String, String> options) {
    if (format != Format.JDBC) {
      if (path.isEmpty()) {
        in.problem(key + ".path", "is not set; set a file, directory or glob");
      }
      return;
    }
    if (!options.containsKey("url")) {
      in.problem(key + ".options.url", "is not set; set a JDBC URL");
    }
    if (options.containsKey("dbtable") == options.containsKey("query")) {
      in.problem(key + ".options", "needs either dbtable or query");
    }
    path.ifPresent(p -> in.problem(key + ".path", "means nothing for jdbc; remove it"));
  }

  private static void checkSelect(
      SettingsReader in, String key, Table table, Map<String, String> select) {
    var columns =
        table.columns().stream().map(Column::name).filter(c -> !COMPUTED.contains(c)).toList();
    for (String column : select.keySet()) {
      if (!columns.contains(column)) {
        in.problem(
            key + ".select." + column,
            COMPUTED.contains(column)
                ? "is computed by ingest; remove it"
                : "is not a column of " + table.tableName() + "; its columns are " + columns);
      }
    }
    for (Column column : table.columns()) {
      if (column.isRequired() && !select.containsKey(column.name())) {
        in.problem(
            key + ".select." + column.name(),
            "is not set; " + table.tableName() + " refuses rows without it");
      }
    }
  }
}
