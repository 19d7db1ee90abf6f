package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import dev.nightjar.pipelines.table.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Keeps one row a key. */
final class Deduplication {

  /** How many rows stood under the key. */
  static final String COPIES = "_copies";

  /** How many of those were equal to another one in every column. */
  static final String DUPLICATES = "_duplicates";

  private Deduplication() {}

  /**
   * The newest row of every key by {@link #newest}, ties by the greatest content, so that the order
   * of the input does not matter; with {@link #COPIES} and {@link #DUPLICATES}.
   */
  static Dataset<Row> newestByKey(Table table, Dataset<Row> rows) {
    WindowSpec key =
        Window.partitionBy(
            table.key().stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new));
    Column newest = newest(table).map(c -> col(c)).orElse(lit(0));
    Column content = content(table);
    WindowSpec newestFirst = key.orderBy(newest.desc_nulls_last(), content.desc());
    Column repeated = coalesce(content.eqNullSafe(lag(content, 1).over(newestFirst)), lit(false));
    return rows.withColumn("_position", row_number().over(newestFirst))
        .withColumn("_repeated", col("_position").gt(1).and(repeated).cast("long"))
        .withColumn(COPIES, count(lit(1)).over(key))
        .withColumn(DUPLICATES, sum(col("_repeated")).over(key))
        .where(col("_position").equalTo(1))
        .drop("_position", "_repeated");
  }

  /** The column that says which of two rows of a key is newer, where the key does not hold it. */
  static Optional<String> newest(Table table) {
    List<String> columns = List.of(table.columnNames());
    return List.of("updated_at", "at").stream()
        .filter(c -> columns.contains(c) && !table.key().contains(c))
        .findFirst();
  }

  private static Column content(Table table) {
    List<String> columns = List.of(table.columnNames());
    return columns.contains("row_hash")
        ? col("row_hash")
        : struct(
            columns.stream()
                .filter(c -> !table.key().contains(c))
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new));
  }
}
