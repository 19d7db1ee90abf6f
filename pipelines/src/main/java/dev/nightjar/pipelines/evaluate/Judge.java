package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.SourceLists;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.EvaluateSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Whom the night is judged by, and how.
 *
 * @param users with what they took in the window
 * @param measurements the same for all models
 * @param properties likewise
 */
record Judge(
    StageRun run,
    TestWindow window,
    TestFold fold,
    TestUsers users,
    Measurements measurements,
    ListProperties properties) {

  static Judge of(StageRun run, TestWindow window, TestFold fold, TestUsers users) {
    EvaluateSettings settings = run.settings().evaluate();
    float[] age = fold.catalog().fact(ItemFact.AGE);
    Measurements measurements =
        new Measurements(
            settings.k(),
            settings.resamples(),
            run.settings().seed(),
            item -> age.length == 0 || Float.isNaN(age[item]));
    return new Judge(run, window, fold, users, measurements, ListProperties.of(run, fold));
  }

  /** All figures of a model, from the lists that it gives the test users. */
  List<Row> measured(String model, List<JudgedList> lists) {
    List<Row> rows = new ArrayList<>(measurements.of(model, lists));
    rows.addAll(properties.of(model, lists));
    return rows;
  }

  /** The lists of a source without the others. */
  List<JudgedList> alone(CandidateSource source) {
    PoolLimits options = fold.fusion().pool().proposing(run.settings().evaluate().k());
    try (Broadcasts shared = new Broadcasts(run.spark())) {
      return users.judge(
          SourceLists.of(window.histories(), source, fold.catalog(), options, shared));
    }
  }
}
