package dev.nightjar.pipelines.metric;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Confidence by resampling users with replacement (Efron and Tibshirani 1993, percentile interval).
 *
 * <p>Work is {@code users * samples}; the same values, samples and seed give the same result.
 */
public final class Bootstrap {
  /** Resamples that make the bounds of a 95 % interval stable to about a tenth of its width. */
  public static final int SAMPLES = 1000;

  private Bootstrap() {}

  /**
   * Mean of a metric over users with its percentile interval.
   *
   * @param values the metric of each user, at least one
   * @param level confidence between 0 and 1, such as 0.95
   */
  public static Interval interval(double[] values, double level, int samples, long seed) {
    double[] means = resampledMeans(values, level, samples, seed);
    return interval(mean(values), means, level);
  }

  /**
   * Compares two models on the same users, user by user.
   *
   * @param first the metric of each user under the first model
   * @param second the same users in the same order under the second
   */
  public static PairedTest paired(
      double[] first, double[] second, double level, int samples, long seed) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          first.length
              + " users under the first model and "
              + second.length
              + " under the second; a paired test needs the same users");
    }
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    double[] means = resampledMeans(differences, level, samples, seed);
    double below = Arrays.stream(means).filter(m -> m <= 0).count();
    double above = Arrays.stream(means).filter(m -> m >= 0).count();
    double pValue = Math.min(1, 2 * (Math.min(below, above) + 1) / (samples + 1));
    return new PairedTest(interval(mean(differences), means, level), pValue);
  }

  private static Interval interval(double mean, double[] sortedMeans, double level) {
    return new Interval(
        mean, quantile(sortedMeans, (1 - level) / 2), quantile(sortedMeans, 1 - (1 - level) / 2));
  }

  private static double[] resampledMeans(double[] values, double level, int samples, long seed) {
    if (values.length == 0 || samples < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          values.length
              + " users, "
              + samples
              + " samples and level "
              + level
              + "; give at least one user and sample, and a level between 0 and 1");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[samples];
    for (int s = 0; s < samples; s++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[s] = sum / values.length;
    }
    Arrays.sort(means);
    return means;
  }

  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
