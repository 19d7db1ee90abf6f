package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.fusion.NewItemLists;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.run.StageRun;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** How good the lists of the ranker are, and its chances: rows of the table {@code metrics}. */
final class FusedQuality {
  private FusedQuality() {}

  static List<Row> of(Judge judge) {
    StageRun run = judge.run();
    TestFold fold = judge.fold();
    NewItemLists bound =
        NewItemLists.of(run.settings(), fold.catalog(), run.settings().evaluate().k());
    return run.step(
        "judge " + TestFold.FUSED,
        () -> {
          Broadcasts shared = new Broadcasts(run.spark());
          Dataset<Row> lists =
              fold.fusion()
                  .recommender(
                      fold.models(), fold.catalog(), fold.trained().ranker(), bound.ranked())
                  .rank(judge.window().histories(), shared)
                  .persist(StorageLevel.MEMORY_AND_DISK());
          try (shared) {
            return measured(judge, bound.bounded(lists, bound.crowded(lists)));
          } finally {
            lists.unpersist();
          }
        });
  }

  private static List<Row> measured(Judge judge, Dataset<Row> lists) {
    TestUsers users = judge.users();
    List<Row> rows = new ArrayList<>();
    rows.addAll(judge.measurements().of(TestFold.FUSED, users.judge(lists)));
    judge
        .fold()
        .trained()
        .calibration()
        .ifPresent(chances -> rows.addAll(Chances.of(TestFold.FUSED, users, lists, chances)));
    return rows;
  }
}
