package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.candidate.als.IterationListener;
import dev.nightjar.pipelines.candidate.als.TextPull;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.StageRun;
import java.util.List;
import java.util.Optional;

/**
 * Leaves in the manifest how a fit of ALS went: its iterations, how near factors of the live fold
 * are to what texts say, and the share by which the last iteration of the last fit from random
 * factors lowered the objective.
 */
final class AlsProgress implements IterationListener {

  private final StageRun run;
  private final Fold fold;
  private final Optional<Double> kept;
  private double before = Double.NaN;

  /**
   * Of a fold's fit.
   *
   * @param kept the share that was recorded, of a fit that starts from factors
   */
  AlsProgress(StageRun run, Fold fold, Optional<Double> kept) {
    this.run = run;
    this.fold = fold;
    this.kept = kept;
  }

  /** What an earlier night recorded; 0 where it did not, which lets a fit take all iterations. */
  static double change(ManifestRow night, Fold fold) {
    return Double.parseDouble(night.fingerprints().getOrDefault(name(fold), "0"));
  }

  @Override
  public void iterated(int iteration, double objective) {
    run.count("als.iterations." + fold.word(), iteration);
    double change = Double.isNaN(before) ? 0 : (before - objective) / objective;
    run.fingerprint(name(fold), Double.toString(kept.orElse(change)));
    before = objective;
  }

  @Override
  public void ended(List<TextPull> pulls) {
    if (fold == Fold.LIVE) {
      pulls.forEach(
          pull ->
              run.count(
                  "als.text-cosine-percent.likes-" + pull.likes(),
                  Math.round(100 * pull.cosine())));
    }
  }

  private static String name(Fold fold) {
    return "als.change." + fold.word();
  }
}
