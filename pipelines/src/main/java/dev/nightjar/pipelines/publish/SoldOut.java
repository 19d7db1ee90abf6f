package dev.nightjar.pipelines.publish;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.run.StageRun;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Takes off lists what is not available any more since they were ranked. */
final class SoldOut {

  private SoldOut() {}

  /**
   * The lists without such items: what stands below comes up, and a list of nothing else is none.
   * They are as they were where all is available still.
   *
   * @param rows of the surface's table, one night
   * @param items the table {@code items} as it is now
   */
  static Dataset<Row> without(
      StageRun run, Surface surface, Dataset<Row> rows, Dataset<Row> items) {
    String item = surface.itemColumn();
    Dataset<Row> gone = broadcast(items.where("NOT available").select(col("item_id").as("_gone")));
    long places = rows.join(gone, col(item).equalTo(col("_gone")), "left_semi").count();
    if (places == 0) {
      return rows;
    }
    run.count(surface.word() + " sold out", places);
    run.say(places + " places of " + surface.word() + " are left out: not available any more");
    return rows.join(gone, col(item).equalTo(col("_gone")), "left_anti")
        .withColumn(
            "position",
            row_number().over(Window.partitionBy(surface.keyColumn()).orderBy("position", item)));
  }
}
