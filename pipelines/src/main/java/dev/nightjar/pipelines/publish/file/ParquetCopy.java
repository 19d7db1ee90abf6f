package dev.nightjar.pipelines.publish.file;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.publish.list.NightLists;
import dev.nightjar.pipelines.publish.list.PublicationException;
import dev.nightjar.pipelines.publish.list.Surface;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The lists of a surface as Parquet, an item a row, for those who read many at once. */
final class ParquetCopy {

  private ParquetCopy() {}

  /** Writes and reads back: as many rows, with the same values. */
  static void write(Surface surface, NightLists lists, String path) {
    Dataset<Row> rows = lists.rows(surface).select(columns(surface, lists.night()));
    rows.write().parquet(path);
    Row sent = fingerprint(rows);
    Row stored = fingerprint(rows.sparkSession().read().schema(rows.schema()).parquet(path));
    if (!sent.equals(stored)) {
      throw new PublicationException(
          path
              + " holds "
              + stored.getLong(0)
              + " rows with fingerprint "
              + stored.get(1)
              + " after "
              + sent.getLong(0)
              + " rows with fingerprint "
              + sent.get(1)
              + " were written");
    }
  }

  private static Column[] columns(Surface surface, String night) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                lit(Date.valueOf(night)).as("night"),
                col("key").as(surface.keyColumn()),
                col("position"),
                col("item_id").as(surface.itemColumn()),
                col("title"),
                col("score")));
    if (surface.hasSource()) {
      columns.add(col("source"));
    }
    columns.add(col("reasons"));
    return columns.toArray(Column[]::new);
  }

  /** How many rows, and a hash over all that does not depend on their order. */
  private static Row fingerprint(Dataset<Row> rows) {
    return rows.agg(count(lit(1)), expr("bit_xor(xxhash64(*))")).first();
  }
}
