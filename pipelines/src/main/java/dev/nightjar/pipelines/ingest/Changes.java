package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.table.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the rows that would change a table, so that nothing is written when nothing does. */
final class Changes {

  private Changes() {}

  /**
   * The rows that are new to the table or differ from its row of the same key. An older row never
   * replaces a newer one. Interactions are a log: a row whose key the table has changes nothing.
   *
   * @param lake the table as it is
   * @param rows one row a key
   */
  static Dataset<Row> against(Dataset<Row> lake, Table table, Dataset<Row> rows) {
    boolean log = !List.of(table.columnNames()).contains("row_hash");
    Dataset<Row> before = lake.as("before");
    Dataset<Row> now = rows.as("now");
    Column same =
        table.key().stream()
            .map(k -> col("now." + k).equalTo(col("before." + k)))
            .reduce(lit(true), Column::and);
    if (log) {
      return now.join(before, same, "left_anti").select(col("now.*"));
    }
    Column settled = col("before.row_hash").equalTo(col("now.row_hash"));
    Column newer = Deduplication.newest(table).map(Changes::isOlder).orElse(lit(false));
    return now.join(before, same.and(settled.or(newer)), "left_anti").select(col("now.*"));
  }

  /** No time is older than any time. */
  private static Column isOlder(String time) {
    Column before = col("before." + time);
    Column now = col("now." + time);
    return before.isNotNull().and(now.isNull().or(before.gt(now)));
  }
}
