package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.SourceLists;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.EvaluateSettings;
import java.util.List;

/**
 * Whom the night is judged by, and how.
 *
 * @param users with what they took in the window
 * @param measurements the same for all models
 */
record Judge(
    StageRun run, TestWindow window, TestFold fold, TestUsers users, Measurements measurements) {

  static Judge of(StageRun run, TestWindow window, TestFold fold, TestUsers users) {
    EvaluateSettings settings = run.settings().evaluate();
    float[] age = fold.catalog().fact(ItemFact.AGE);
    Measurements measurements =
        new Measurements(
            settings.k(),
            settings.resamples(),
            run.settings().seed(),
            fold.catalog().items(),
            item -> age.length == 0 || Float.isNaN(age[item]));
    return new Judge(run, window, fold, users, measurements);
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
