package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;

import dev.nightjar.pipelines.ingest.source.OpenedSource;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.IngestSettings;
import dev.nightjar.pipelines.table.Table;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * A source whose rows were held against their contract.
 *
 * @param rows the columns of the table, {@link BrokenRules#BROKEN}, {@link Quarantine#HASH}, {@link
 *     Quarantine#RAW} and what was done to values; kept by Spark until they are unpersisted
 * @param hashed whether good rows have a hash too, so that they can be found in the quarantine
 * @param counts how many rows of which kind
 */
record CheckedSource(
    OpenedSource source, Dataset<Row> rows, boolean hashed, Map<RowKind, Long> counts) {

  private static final int TOP_RULES = 3;

  /** The value that a rule quotes. */
  private static final String QUOTED = ": '(?s:.*)";

  CheckedSource {
    counts = Map.copyOf(counts);
  }

  /**
   * Reads a source and checks every row, in one pass over it.
   *
   * @param knownItems distinct ids of the items that a row may name; empty when it may name any
   * @param hashed whether good rows may stand in the quarantine from an earlier night
   */
  static CheckedSource of(
      OpenedSource source,
      Optional<Dataset<Row>> knownItems,
      boolean hashed,
      IngestSettings settings,
      Night night) {
    Table table = source.settings().table();
    Dataset<Row> conformed = Contract.conform(source, settings.maxTextChars());
    Dataset<Row> marked =
        knownItems.map(ids -> BrokenRules.markKnown(conformed, ids)).orElse(conformed);
    Dataset<Row> judged = BrokenRules.broken(table, marked, settings.earliest(), night.end());
    Dataset<Row> rows =
        Quarantine.withRaw(judged, lit(hashed))
            .selectExpr(kept(table))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new CheckedSource(source, rows, hashed, counts(rows));
  }

  private static Map<RowKind, Long> counts(Dataset<Row> rows) {
    List<Column> counts =
        Arrays.stream(RowKind.values()).map(kind -> count_if(kind.is()).as(kind.word())).toList();
    Row counted = rows.select(counts.toArray(Column[]::new)).first();
    Map<RowKind, Long> byKind = new EnumMap<>(RowKind.class);
    for (RowKind kind : RowKind.values()) {
      byKind.put(kind, counted.<Long>getAs(kind.word()));
    }
    return byKind;
  }

  Table table() {
    return source.settings().table();
  }

  /** How many rows are of a kind. */
  long count(RowKind kind) {
    return counts.get(kind);
  }

  /** The rows that keep every rule. */
  Dataset<Row> accepted() {
    return rows.where(RowKind.ACCEPTED.is());
  }

  /** The rows that do not. */
  Dataset<Row> refused() {
    return rows.where(RowKind.QUARANTINED.is());
  }

  /** The rules broken most often, with how often, as text. */
  String commonRules() {
    return common(refused(), BrokenRules.BROKEN).stream()
        .map(rule -> rule.getString(0) + " (" + rule.getLong(1) + ")")
        .collect(Collectors.joining(", "));
  }

  /** What did not convert most often, with how often and an example, as text. */
  String commonUnconverted() {
    return common(accepted(), BrokenRules.UNCONVERTED).stream()
        .map(
            what ->
                "%s (%d), such as%s"
                    .formatted(
                        what.getString(0),
                        what.getLong(1),
                        what.getString(2).substring(what.getString(0).length() + 1)))
        .collect(Collectors.joining(", "));
  }

  /** {@code rule, count, example} of the rules that stand most often in a column of rules. */
  private static List<Row> common(Dataset<Row> rows, String rules) {
    return rows.select(explode(col(rules)).as("whole"))
        .select(regexp_replace(col("whole"), QUOTED, "").as("rule"), col("whole"))
        .groupBy("rule")
        .agg(functions.count(lit(1)).as("count"), min("whole").as("example"))
        .orderBy(col("count").desc(), col("rule"))
        .limit(TOP_RULES)
        .collectAsList();
  }

  private static String[] kept(Table table) {
    return Stream.concat(
            Arrays.stream(table.columnNames()),
            Stream.of(
                BrokenRules.BROKEN,
                BrokenRules.UNCONVERTED,
                Quarantine.HASH,
                Quarantine.RAW,
                CleanTexts.CLEANED,
                CleanTexts.CUT,
                CleanTexts.TRIMMED,
                CleanTexts.GARBLED))
        .toArray(String[]::new);
  }
}
