package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.array.Cholesky;
import java.util.List;

/**
 * The softmax loss at one point.
 *
 * @param value to be minimised
 * @param gradient one a feature
 * @param hessian lower triangle filled, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record ListwiseLoss(double value, double[] gradient, double[] hessian) {

  static ListwiseLoss of(List<ExampleGroup> groups, double[] weights, double penalty) {
    int width = weights.length;
    double value = 0;
    double[] gradient = new double[width];
    double[] hessian = new double[width * width];
    for (ListwiseLoss part :
        ListwiseTraining.parts(groups).parallelStream().map(p -> sum(p, weights)).toList()) {
      value += part.value;
      add(1, part.gradient, gradient);
      add(1, part.hessian, hessian);
    }
    for (int f = 0; f < width; f++) {
      value += 0.5 * penalty * weights[f] * weights[f];
      gradient[f] += penalty * weights[f];
      hessian[f * width + f] += penalty + 1e-9;
    }
    return new ListwiseLoss(value, gradient, hessian);
  }

  /** Newton's step, to be subtracted. */
  double[] direction() {
    double[] decomposed = hessian.clone();
    double[] direction = gradient.clone();
    Cholesky.decompose(decomposed, direction.length);
    Cholesky.solve(decomposed, direction.length, direction);
    return direction;
  }

  private static void add(double weight, double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += weight * from[i];
    }
  }

  private static ListwiseLoss sum(List<ExampleGroup> groups, double[] weights) {
    int width = weights.length;
    double value = 0;
    double[] gradient = new double[width];
    double[] hessian = new double[width * width];
    double[] row = new double[width];
    for (ExampleGroup group : groups) {
      double[] scores = scores(group, weights);
      double log = logSumExp(scores);
      double positives = group.positives();
      double[] mean = new double[width];
      value += log;
      for (int i = 0; i < scores.length; i++) {
        double chance = Math.exp(scores[i] - log);
        double share = group.labels()[i] / positives;
        value -= share * scores[i];
        for (int f = 0; f < width; f++) {
          row[f] = group.features()[i * width + f];
        }
        add(chance - share, row, gradient);
        add(chance, row, mean);
        addSquare(chance, row, hessian);
      }
      addSquare(-1, mean, hessian);
    }
    return new ListwiseLoss(value, gradient, hessian);
  }

  private static double[] scores(ExampleGroup group, double[] weights) {
    double[] scores = new double[group.items().length];
    for (int i = 0; i < scores.length; i++) {
      for (int f = 0; f < weights.length; f++) {
        scores[i] += weights[f] * group.features()[i * weights.length + f];
      }
    }
    return scores;
  }

  private static double logSumExp(double[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - largest);
    }
    return largest + Math.log(sum);
  }

  /** Adds {@code weight * row * row'} to the lower triangle. */
  private static void addSquare(double weight, double[] row, double[] to) {
    int width = row.length;
    for (int f = 0; f < width; f++) {
      double scaled = weight * row[f];
      int from = f * width;
      for (int g = 0; g <= f; g++) {
        to[from + g] += scaled * row[g];
      }
    }
  }
}
