package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.col;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Writes what changed into a table; a table that nothing changes keeps its version. */
final class Merge {

  private Merge() {}

  /** Merges good rows, repeated keys or not, and counts duplicates, superseded and changed rows. */
  static void into(StageRun run, Table table, Dataset<Row> rows) {
    Dataset<Row> unique =
        Deduplication.newestByKey(table, rows).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Row sums = unique.selectExpr("sum(_copies - 1)", "sum(_duplicates)", "count(*)").first();
      long duplicates = sums.isNullAt(1) ? 0 : sums.getLong(1);
      run.count(table.tableName() + ".duplicates", duplicates);
      long copies = sums.isNullAt(0) ? 0 : sums.getLong(0);
      run.count(table.tableName() + ".superseded", copies - duplicates);
      DuplicateKeys.warning(table, copies + sums.getLong(2), copies).ifPresent(run::say);
      if (run.lake().version(table) == Lake.NO_VERSION) {
        write(run, table, unique, sums.getLong(2));
      } else {
        Dataset<Row> before = sameDays(table, run.lake().read(table), unique);
        Dataset<Row> changes = Changes.against(before, table, unique);
        write(run, table, changes, changes.count());
      }
    } finally {
      unique.unpersist();
    }
  }

  /** The part of a log that may hold the keys of these rows: the partitions of their days. */
  private static Dataset<Row> sameDays(Table table, Dataset<Row> lake, Dataset<Row> rows) {
    if (table != Table.INTERACTIONS) {
      return lake;
    }
    Object[] days =
        rows.select("day").distinct().collectAsList().stream().map(row -> row.get(0)).toArray();
    return lake.where(col("day").isin(days));
  }

  /** Adds rows whose keys the table lacks and counts them as {@code TABLE.added}. */
  static void append(StageRun run, Table table, Dataset<Row> rows) {
    Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long added = kept.count();
      run.count(table.tableName() + ".added", added);
      if (added > 0) {
        run.lake().append(table, kept);
        run.wrote(table);
      }
    } finally {
      kept.unpersist();
    }
  }

  private static void write(StageRun run, Table table, Dataset<Row> changes, long changed) {
    run.count(table.tableName() + ".changed", changed);
    if (changed == 0) {
      return;
    }
    if (table == Table.INTERACTIONS) {
      // One task a day: else every task leaves a small file in every day's directory.
      run.lake().append(table, changes.repartition(col("day")));
    } else if (run.lake().version(table) == Lake.NO_VERSION) {
      run.lake().append(table, changes);
    } else {
      run.lake().upsert(table, changes);
    }
    run.wrote(table);
  }
}
