package dev.nightjar.pipelines.fusion.ranker;

import java.util.List;

/**
 * What ranks where no window taught a ranker: every source counts alike, by its score as a share of
 * its largest for the user.
 */
public final class UntaughtRanker {

  private static final String SHARE = ".score";

  private UntaughtRanker() {}

  /**
   * The sum of the sources' shares.
   *
   * @param features names, all of the catalog's sources among them
   */
  public static Ranker of(List<String> features) {
    double[] weights =
        features.stream().mapToDouble(feature -> feature.endsWith(SHARE) ? 1 : 0).toArray();
    return new Ranker(features, new double[weights.length], weights, 0);
  }
}
