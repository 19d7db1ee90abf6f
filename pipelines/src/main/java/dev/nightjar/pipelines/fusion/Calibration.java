package dev.nightjar.pipelines.fusion;

import java.io.Serializable;
import java.util.List;

/**
 * From a ranker's score to the chance that the user takes the candidate (Platt 1999, "Probabilistic
 * outputs for support vector machines", with the Newton steps of Lin et al. 2007).
 *
 * @param slope of the score
 * @param intercept added to it
 */
public record Calibration(double slope, double intercept) implements Serializable {
  private static final int STEPS = 50;

  /** The chance, 0 to 1. */
  public double probability(double score) {
    return 1 / (1 + Math.exp(-(slope * score + intercept)));
  }

  /**
   * The calibration of least log loss.
   *
   * @param groups of users that did not train the ranker, with all their candidates
   */
  static Calibration fit(Ranker ranker, List<ExampleGroup> groups) {
    double positives = groups.stream().mapToInt(ExampleGroup::positives).sum();
    double all = groups.stream().mapToInt(group -> group.items().length).sum();
    double high = (positives + 1) / (positives + 2);
    double low = 1 / (all - positives + 2);
    Calibration best = new Calibration(0, Math.log((positives + 1) / (all - positives + 1)));
    double loss = best.loss(ranker, groups, high, low)[0];
    for (int step = 0; step < STEPS; step++) {
      double[] at = best.loss(ranker, groups, high, low);
      double determinant = at[3] * at[5] - at[4] * at[4] + 1e-12;
      double slopeStep = (at[5] * at[1] - at[4] * at[2]) / determinant;
      double interceptStep = (at[3] * at[2] - at[4] * at[1]) / determinant;
      double length = 1;
      Calibration next = best.moved(length * slopeStep, length * interceptStep);
      double then = next.loss(ranker, groups, high, low)[0];
      while (!(then < loss) && length > 1e-6) {
        length /= 2;
        next = best.moved(length * slopeStep, length * interceptStep);
        then = next.loss(ranker, groups, high, low)[0];
      }
      if (!(then < loss - 1e-10 * loss)) {
        return best;
      }
      best = next;
      loss = then;
    }
    return best;
  }

  private Calibration moved(double slopeStep, double interceptStep) {
    return new Calibration(slope - slopeStep, intercept - interceptStep);
  }

  /** Loss, its two first and its three second derivatives. */
  private double[] loss(Ranker ranker, List<ExampleGroup> groups, double high, double low) {
    double[] sums = new double[6];
    for (ExampleGroup group : groups) {
      for (int i = 0; i < group.items().length; i++) {
        double score = ranker.score(group.features(), i * group.width());
        double chance = probability(score);
        double target = group.labels()[i] > 0 ? high : low;
        sums[0] -=
            target * Math.log(Math.max(chance, 1e-300))
                + (1 - target) * Math.log(Math.max(1 - chance, 1e-300));
        sums[1] += (chance - target) * score;
        sums[2] += chance - target;
        double spread = chance * (1 - chance);
        sums[3] += spread * score * score;
        sums[4] += spread * score;
        sums[5] += spread;
      }
    }
    return sums;
  }
}
