package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.models.CandidateModels;
import dev.nightjar.pipelines.fold.FoldModels;
import dev.nightjar.pipelines.fold.FoldRanker;
import dev.nightjar.pipelines.fold.rule.NightRules;
import dev.nightjar.pipelines.fusion.Fusion;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.StageRun;

/**
 * What was trained without the window.
 *
 * @param all the catalog as known before it, and models of the sources
 * @param trained the ranker on top of them
 * @param fusion how they are set
 * @param rules that the night's lists follow, over this catalog
 */
record TestFold(FoldModels all, FoldRanker trained, Fusion fusion, NightRules rules) {

  /** Model of the fused lists in the table {@code metrics}, rules left aside. */
  static final String FUSED = "fused";

  /** Model of the fused lists under the rules, where there are any. */
  static final String RULED = "fused-with-rules";

  /** What {@code train} left of the fold. */
  static TestFold read(StageRun run, FoldRanker trained) {
    FoldModels models = run.step("read models", () -> FoldModels.read(run, Fold.TEST));
    return new TestFold(
        models, trained, Fusion.of(run.settings()), NightRules.of(run, models.items()));
  }

  Catalog catalog() {
    return all.items().catalog();
  }

  CandidateModels models() {
    return all.models();
  }
}
