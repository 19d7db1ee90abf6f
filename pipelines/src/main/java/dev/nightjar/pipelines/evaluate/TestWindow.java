package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.fold.HistoryRows;
import dev.nightjar.pipelines.fold.RatedRows;
import dev.nightjar.pipelines.fold.WindowDays;
import dev.nightjar.pipelines.fusion.Examples;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The days that the night is judged by.
 *
 * @param targets {@code user, items}: the hits of the sampled users in them
 * @param histories of these users before
 * @param rated what users rated in them, and before
 */
record TestWindow(Dataset<Row> targets, Dataset<Row> histories, Dataset<Row> rated)
    implements AutoCloseable {

  /** Keeps what is read more than once until it is closed. */
  static TestWindow of(StageRun run) {
    int days = WindowDays.of(run);
    boolean fresh = run.settings().rank().repeat() == Repeat.EXCLUDE;
    Dataset<Row> users =
        run.readNight(Table.USER_PROFILES)
            .select(
                "user", "items", "ages", "weights", "relevant", "rated", "rated_ages", "ratings");
    Dataset<Row> targets =
        Examples.sample(
                HistoryRows.touched(users, days, 0, fresh),
                run.settings().evaluate().maxUsers(),
                run.settings().seed())
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> histories =
        HistoryRows.before(users, days)
            .join(targets.select("user"), "user")
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new TestWindow(targets, histories, RatedRows.of(users, days, 0, fresh));
  }

  @Override
  public void close() {
    targets.unpersist();
    histories.unpersist();
  }
}
