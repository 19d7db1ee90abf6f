package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;

import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.table.Table;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * A source whose rows were held against their contract.
 *
 * @param rows the columns of the table, {@link BrokenRules#BROKEN}, {@link Quarantine#HASH}, {@link
 *     Quarantine#RAW} and what was done to texts; kept by Spark until they are unpersisted
 * @param hashed whether good rows have a hash too, so that they can be found in the quarantine
 * @param counts how many rows of which kind
 */
record CheckedSource(OpenedSource source, Dataset<Row> rows, boolean hashed, Counts counts) {

  private static final int TOP_RULES = 3;

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
      int maxTextChars,
      Night night) {
    Table table = source.settings().table();
    Dataset<Row> conformed = Contract.conform(source, maxTextChars);
    Dataset<Row> marked =
        knownItems.map(ids -> BrokenRules.markKnown(conformed, ids)).orElse(conformed);
    Dataset<Row> rows =
        Quarantine.withRaw(BrokenRules.broken(table, marked, night.end()), lit(hashed))
            .selectExpr(kept(table))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Row counts =
        rows.agg(
                functions.count(lit(1)),
                count_if(isBroken()),
                count_if(col(CleanTexts.CLEANED)),
                count_if(col(CleanTexts.CUT)))
            .first();
    return new CheckedSource(
        source,
        rows,
        hashed,
        new Counts(counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3)));
  }

  /**
   * Rows of a source.
   *
   * @param read rows in all
   * @param broken rows that break a rule
   * @param cleaned rows that lost control characters
   * @param cut rows with a text that was cut
   */
  record Counts(long read, long broken, long cleaned, long cut) {}

  Table table() {
    return source.settings().table();
  }

  /** The rows that keep every rule. */
  Dataset<Row> accepted() {
    return rows.where(functions.not(isBroken()));
  }

  /** The rows that do not. */
  Dataset<Row> refused() {
    return rows.where(isBroken());
  }

  /** The rules broken most often, with how often, as text. */
  String commonRules() {
    return refused()
        .select(explode(col(BrokenRules.BROKEN)).as("rule"))
        .select(regexp_replace(col("rule"), ": '(?s:.*)", "").as("rule"))
        .groupBy("rule")
        .count()
        .orderBy(col("count").desc(), col("rule"))
        .limit(TOP_RULES)
        .collectAsList()
        .stream()
        .map(r -> r.getString(0) + " (" + r.getLong(1) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String[] kept(Table table) {
    return Stream.concat(
            Arrays.stream(table.columnNames()),
            Stream.of(
                BrokenRules.BROKEN,
                Quarantine.HASH,
                Quarantine.RAW,
                CleanTexts.CLEANED,
                CleanTexts.CUT))
        .toArray(String[]::new);
  }

  private static org.apache.spark.sql.Column isBroken() {
    return functions.size(col(BrokenRules.BROKEN)).gt(0);
  }
}
