package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.table.Table;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What the memory of a night follows from, as the lake knows it.
 *
 * @param users who have a dense id
 * @param items that have one
 * @param events of the log
 * @param dimension of a text vector, 0 before there are any
 */
record NightSize(long users, long items, long events, int dimension) {

  /** Counts come from Delta's log; no row is read but one. */
  static NightSize of(Lake lake) {
    List<Row> vector = lake.read(Table.EMBEDDINGS).selectExpr("size(vector)").takeAsList(1);
    return new NightSize(
        lake.read(Table.USER_INDEX).count(),
        lake.read(Table.ITEM_INDEX).count(),
        lake.read(Table.INTERACTIONS).count(),
        vector.isEmpty() ? 0 : vector.get(0).getInt(0));
  }
}
