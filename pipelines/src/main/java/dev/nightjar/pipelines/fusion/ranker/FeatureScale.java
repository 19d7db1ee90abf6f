package dev.nightjar.pipelines.fusion.ranker;

import java.util.List;

/** Means and deviations of features over all candidates of all groups. */
final class FeatureScale {
  private FeatureScale() {}

  static double[] means(List<ExampleGroup> groups, int width) {
    double[] sums = new double[width];
    long rows = 0;
    for (ExampleGroup group : groups) {
      rows += group.items().length;
      for (int at = 0; at < group.features().length; at++) {
        sums[at % width] += group.features()[at];
      }
    }
    for (int f = 0; f < width && rows > 0; f++) {
      sums[f] /= rows;
    }
    return sums;
  }

  /** Root mean squared distance from the means; 1 for a feature that never varies. */
  static double[] deviations(List<ExampleGroup> groups, double[] means) {
    double[] squares = new double[means.length];
    long rows = 0;
    for (ExampleGroup group : groups) {
      rows += group.items().length;
      for (int at = 0; at < group.features().length; at++) {
        double distance = group.features()[at] - means[at % means.length];
        squares[at % means.length] += distance * distance;
      }
    }
    for (int f = 0; f < squares.length; f++) {
      double deviation = Math.sqrt(squares[f] / Math.max(1, rows));
      squares[f] = deviation > 1e-9 ? deviation : 1;
    }
    return squares;
  }
}
