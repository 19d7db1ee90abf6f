package dev.nightjar.pipelines.fusion.ranker;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

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
   * @param groups of users that did not train the ranker, if there are any, with all their
   *     candidates
   */
  static Calibration fit(Ranker ranker, List<ExampleGroup> groups) {
    Judged judged = Judged.of(ranker, groups);
    double positives = judged.positives();
    double negatives = judged.scores().length - positives;
    double high = (positives + 1) / (positives + 2);
    double low = 1 / (negatives + 2);
    Calibration best = new Calibration(0, Math.log((positives + 1) / (negatives + 1)));
    double[] at = best.loss(judged, high, low);
    for (int step = 0; step < STEPS; step++) {
      double determinant = at[3] * at[5] - at[4] * at[4] + 1e-12;
      double slopeStep = (at[5] * at[1] - at[4] * at[2]) / determinant;
      double interceptStep = (at[3] * at[2] - at[4] * at[1]) / determinant;
      double length = 1;
      Calibration next = best.moved(length * slopeStep, length * interceptStep);
      double[] then = next.loss(judged, high, low);
      while (!(then[0] < at[0]) && length > 1e-6) {
        length /= 2;
        next = best.moved(length * slopeStep, length * interceptStep);
        then = next.loss(judged, high, low);
      }
      if (!(then[0] < at[0] - 1e-10 * at[0])) {
        return best;
      }
      best = next;
      at = then;
    }
    return best;
  }

  private Calibration moved(double slopeStep, double interceptStep) {
    return new Calibration(slope - slopeStep, intercept - interceptStep);
  }

  /** Loss, its two first and its three second derivatives. */
  private double[] loss(Judged judged, double high, double low) {
    double[] sums = new double[6];
    for (int i = 0; i < judged.scores().length; i++) {
      double score = judged.scores()[i];
      double chance = probability(score);
      double target = judged.taken()[i] ? high : low;
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
    return sums;
  }

  /** Every candidate's score, computed once, and whether the user took it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Judged(double[] scores, boolean[] taken) {
    static Judged of(Ranker ranker, List<ExampleGroup> groups) {
      int size = groups.stream().mapToInt(group -> group.items().length).sum();
      double[] scores = new double[size];
      boolean[] taken = new boolean[size];
      int at = 0;
      for (ExampleGroup group : groups) {
        for (int i = 0; i < group.items().length; i++) {
          scores[at] = ranker.score(group.features(), i * group.width());
          taken[at++] = group.labels()[i] > 0;
        }
      }
      return new Judged(scores, taken);
    }

    double positives() {
      return IntStream.range(0, taken.length).filter(i -> taken[i]).count();
    }
  }
}
