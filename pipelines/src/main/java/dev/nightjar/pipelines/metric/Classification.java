package dev.nightjar.pipelines.metric;

import java.util.stream.IntStream;

/** How well scores tell positives from negatives, with and without a threshold. */
public final class Classification {
  private Classification() {}

  /** Share of cases where {@code score >= threshold} agrees with the label. */
  public static double accuracy(double[] scores, boolean[] positive, double threshold) {
    check(scores, positive);
    return (double)
            IntStream.range(0, scores.length)
                .filter(i -> (scores[i] >= threshold) == positive[i])
                .count()
        / scores.length;
  }

  /**
   * Harmonic mean of precision and recall of {@code score >= threshold}, {@code 2 TP / (2 TP + FP +
   * FN)}; 0 where there is no true positive.
   */
  public static double f1(double[] scores, boolean[] positive, double threshold) {
    check(scores, positive);
    int truePositives = 0;
    int wrong = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean predicted = scores[i] >= threshold;
      if (predicted != positive[i]) {
        wrong++;
      } else if (predicted) {
        truePositives++;
      }
    }
    return truePositives == 0 ? 0 : 2.0 * truePositives / (2.0 * truePositives + wrong);
  }

  /**
   * Area under the ROC curve: the chance that a random positive scores above a random negative,
   * ties counting half (the Mann-Whitney statistic over {@code positives * negatives}).
   *
   * @throws IllegalArgumentException if all labels are equal, where no area is defined
   */
  public static double auc(double[] scores, boolean[] positive) {
    check(scores, positive);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[a], scores[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double rankSum = 0;
    long positives = 0;
    for (int start = 0; start < order.length; ) {
      int end = start;
      int positivesOfTie = 0;
      while (end < order.length && scores[order[end]] == scores[order[start]]) {
        positivesOfTie += positive[order[end]] ? 1 : 0;
        end++;
      }
      rankSum += positivesOfTie * ((double) start + 1 + end) / 2;
      positives += positivesOfTie;
      start = end;
    }
    long negatives = scores.length - positives;
    if (positives == 0 || negatives == 0) {
      throw new IllegalArgumentException(
          positives + " positives and " + negatives + " negatives; the AUC needs some of both");
    }
    return (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }

  private static void check(double[] scores, boolean[] positive) {
    if (scores.length != positive.length || scores.length == 0) {
      throw new IllegalArgumentException(
          scores.length
              + " scores and "
              + positive.length
              + " labels; give one score per label and at least one");
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException(
            "score " + i + " is NaN; a classifier must score every case with a number");
      }
    }
  }
}
