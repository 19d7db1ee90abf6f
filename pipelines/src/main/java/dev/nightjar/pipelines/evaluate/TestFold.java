package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.FoldRanker;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;

/**
 * What was trained without the window.
 *
 * @param catalog as known before it
 * @param models of the sources
 * @param trained the ranker on top of them
 * @param fusion how they are set
 */
record TestFold(Catalog catalog, CandidateModels models, FoldRanker trained, Fusion fusion) {

  /** Model of the fused lists in the table {@code metrics}. */
  static final String FUSED = "fused";

  /** What {@code train} left of the fold. */
  static TestFold read(StageRun run, FoldRanker trained) {
    FoldModels models = run.step("read models", () -> FoldModels.read(run, Fold.TEST));
    return new TestFold(
        models.items().catalog(), models.models(), trained, Fusion.of(run.settings()));
  }
}
