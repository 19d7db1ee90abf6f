package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.array.Ridge;
import java.util.List;

/**
 * The softmax loss at one point.
 *
 * @param value to be minimised
 * @param gradient one a feature
 * @param hessian second derivatives
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record ListwiseLoss(double value, double[] gradient, Ridge hessian) {

  static ListwiseLoss of(List<ExampleGroup> groups, double[] weights, double penalty) {
    int width = weights.length;
    double value = 0;
    double[] gradient = new double[width];
    Ridge hessian = new Ridge(width);
    for (ListwiseLoss part :
        ListwiseTraining.parts(groups).parallelStream().map(p -> sum(p, weights)).toList()) {
      value += part.value;
      add(1, part.gradient, gradient);
      hessian.add(part.hessian);
    }
    for (int f = 0; f < width; f++) {
      value += 0.5 * penalty * weights[f] * weights[f];
      gradient[f] += penalty * weights[f];
    }
    hessian.penalise(penalty + 1e-9);
    return new ListwiseLoss(value, gradient, hessian);
  }

  /** Newton's step, to be subtracted. */
  double[] direction() {
    double[] direction = gradient.clone();
    hessian.decomposed().solve(direction);
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
    Ridge hessian = new Ridge(width);
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
        hessian.add(chance, row);
      }
      hessian.add(-1, mean);
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
}
