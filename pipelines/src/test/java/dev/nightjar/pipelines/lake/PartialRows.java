package dev.nightjar.pipelines.lake;

import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.table.Column;
import dev.nightjar.pipelines.table.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows that have the columns which a test is about. */
public final class PartialRows {

  private PartialRows() {}

  /** Appends them; the table's other columns are null. */
  public static void append(Lake lake, Table table, Dataset<Row> rows) {
    lake.append(table, whole(table, rows));
  }

  /** With the table's other columns, which are null. */
  public static Dataset<Row> whole(Table table, Dataset<Row> rows) {
    Dataset<Row> whole = rows;
    for (Column column : table.columns()) {
      if (!List.of(rows.columns()).contains(column.name())) {
        whole = whole.withColumn(column.name(), lit(null).cast(column.type()));
      }
    }
    return whole;
  }
}
