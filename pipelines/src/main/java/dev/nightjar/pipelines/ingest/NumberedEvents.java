package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.table.Table;
import java.time.LocalDate;
import org.apache.spark.sql.Row;

/** Tells whether the users and items of the log have their numbers, without a look at the log. */
final class NumberedEvents {

  private NumberedEvents() {}

  /**
   * Whether nothing was added to the log since the last ingest that ended well, which numbered it
   * all. One that was killed between its merge and its numbering leaves events without.
   */
  static boolean areAll(Lake lake, LocalDate night) {
    if (lake.version(Table.INTERACTIONS) == Lake.NO_VERSION) {
      return true;
    }
    Row newest =
        lake.read(Table.RUNS)
            .where("stage = 'ingest' AND verdict = 'done'")
            .selectExpr("max(outputs['" + Table.INTERACTIONS.tableName() + "'])")
            .first();
    return !newest.isNullAt(0)
        && lake.changedSince(Table.INTERACTIONS, newest.getLong(0), night).isEmpty();
  }
}
