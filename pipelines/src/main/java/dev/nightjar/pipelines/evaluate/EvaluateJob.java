package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.fold.FoldRanker;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.run.Together;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The stage {@code evaluate}: every source alone and the fused lists, on the last window. */
public final class EvaluateJob {

  private EvaluateJob() {}

  /**
   * Judges the lists of the fold {@code test}, writes the metrics, then asks the gate. A log whose
   * last windows have nothing to learn from or to judge by, as one without times, is not judged.
   */
  public static void execute(StageRun run) {
    run.fingerprint(LiveNight.RELEVANT, run.settings().evaluate().relevant().sql());
    Optional<FoldRanker> trained = FoldRanker.judged(run);
    try (TestWindow window = TestWindow.of(run)) {
      TestUsers users = TestUsers.of(window.targets(), window.histories());
      run.count("test.users", users.size());
      if (trained.isEmpty() || users.size() == 0) {
        Unjudged.leaveOut(run, users);
        return;
      }
      judge(run, window, TestFold.read(run, trained.get()), users);
    }
    if (run.settings().evaluate().gate()) {
      run.step("compare with the live night", () -> LiveNight.compare(run));
    }
  }

  private static void judge(StageRun run, TestWindow window, TestFold fold, TestUsers users) {
    Judge judge = Judge.of(run, window, fold, users);
    List<Supplier<List<Row>>> parts = new ArrayList<>(SourceQuality.parts(judge));
    parts.add(() -> FusedQuality.of(judge));
    if (!fold.rules().isNone()) {
      parts.add(() -> FusedQuality.underRules(judge));
    }
    List<Row> rows = new ArrayList<>();
    Together.all(parts).forEach(rows::addAll);
    rows.addAll(RatingQuality.of(run, window, fold));
    run.step(
        "write metrics",
        () -> run.writeNight(Table.METRICS, run.spark().createDataFrame(rows, schema())));
  }

  private static StructType schema() {
    StructType schema = new StructType();
    for (var column : Table.METRICS.columns()) {
      if (!column.name().equals("night")) {
        schema = schema.add(column.name(), column.type());
      }
    }
    return schema;
  }
}
