package dev.nightjar.pipelines.fusion.ranker;

import dev.nightjar.pipelines.array.DotProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains a linear ranker by the softmax over the candidates of each user (ListNet with the top-one
 * probability, Cao et al. 2007, equation 9): every user counts alike, whatever the number of
 * candidates or hits. The loss is convex and solved by Newton's method with step halving.
 */
final class ListwiseTraining {
  private static final int STEPS = 40;

  private ListwiseTraining() {}

  /**
   * The weights of least loss.
   *
   * @param groups each with at least one positive
   * @param ridge penalty of squared standardised weights, per user
   */
  static Ranker fit(List<ExampleGroup> groups, List<String> features, double ridge) {
    double[] means = FeatureScale.means(groups, features.size());
    double[] deviations = FeatureScale.deviations(groups, means);
    List<ExampleGroup> standard =
        groups.parallelStream().map(group -> standardised(group, means, deviations)).toList();
    double[] weights = newton(standard, features.size(), ridge * groups.size());
    for (int f = 0; f < weights.length; f++) {
      weights[f] /= deviations[f];
    }
    return new Ranker(features, means, weights, 0);
  }

  private static ExampleGroup standardised(
      ExampleGroup group, double[] means, double[] deviations) {
    float[] values = group.features().clone();
    for (int at = 0; at < values.length; at++) {
      int f = at % means.length;
      values[at] = (float) ((values[at] - means[f]) / deviations[f]);
    }
    return new ExampleGroup(group.user(), group.items(), values, group.labels(), group.targets());
  }

  private static double[] newton(List<ExampleGroup> groups, int width, double penalty) {
    double[] weights = new double[width];
    ListwiseLoss loss = ListwiseLoss.of(groups, weights, penalty);
    for (int step = 0; step < STEPS; step++) {
      double[] direction = loss.direction();
      double slope = DotProduct.of(loss.gradient(), direction);
      double length = 1;
      double[] next = moved(weights, direction, length);
      ListwiseLoss then = ListwiseLoss.of(groups, next, penalty);
      while (then.value() > loss.value() - 1e-4 * length * slope && length > 1e-6) {
        length /= 2;
        next = moved(weights, direction, length);
        then = ListwiseLoss.of(groups, next, penalty);
      }
      if (!(then.value() < loss.value())) {
        return weights;
      }
      boolean done = loss.value() - then.value() < 1e-7 * Math.abs(loss.value());
      weights = next;
      loss = then;
      if (done) {
        return weights;
      }
    }
    return weights;
  }

  private static double[] moved(double[] weights, double[] direction, double length) {
    double[] next = weights.clone();
    for (int f = 0; f < next.length; f++) {
      next[f] -= length * direction[f];
    }
    return next;
  }

  /**
   * The groups cut into as many parts as threads may share; fixed, so that sums keep their order.
   */
  static List<List<ExampleGroup>> parts(List<ExampleGroup> groups) {
    int parts = Math.min(16, groups.size());
    List<List<ExampleGroup>> cut = new ArrayList<>();
    IntStream.range(0, parts)
        .forEach(
            part ->
                cut.add(
                    groups.subList(
                        (int) ((long) groups.size() * part / parts),
                        (int) ((long) groups.size() * (part + 1) / parts))));
    return cut;
  }
}
