package dev.nightjar.pipelines.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Whether predicted probabilities come true as often as they say. */
public final class Reliability {
  private Reliability() {}

  /**
   * One bin of a reliability curve.
   *
   * @param low where the bin begins, inclusive
   * @param high where it ends, exclusive but for 1
   * @param predicted mean probability of its cases
   * @param observed share of its cases that came true
   */
  public record Bin(double low, double high, long count, double predicted, double observed) {}

  /**
   * The curve over equal-width bins of [0, 1]; bins without cases are left out.
   *
   * @param probabilities between 0 and 1
   * @param bins at least 1
   */
  public static List<Bin> curve(double[] probabilities, boolean[] positive, int bins) {
    check(probabilities, positive, bins);
    double[] sums = new double[bins];
    long[] counts = new long[bins];
    long[] positives = new long[bins];
    for (int i = 0; i < probabilities.length; i++) {
      int bin = Math.min(bins - 1, (int) (probabilities[i] * bins));
      sums[bin] += probabilities[i];
      counts[bin]++;
      positives[bin] += positive[i] ? 1 : 0;
    }
    List<Bin> curve = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      if (counts[b] > 0) {
        curve.add(
            new Bin(
                (double) b / bins,
                (b + 1.0) / bins,
                counts[b],
                sums[b] / counts[b],
                (double) positives[b] / counts[b]));
      }
    }
    return curve;
  }

  /**
   * The curve over bins of equally many cases, which shows more where most probabilities are small;
   * a bin begins at its least probability and ends at its largest.
   *
   * @param probabilities between 0 and 1
   * @param bins at least 1; fewer come back when there are fewer cases
   */
  public static List<Bin> quantiles(double[] probabilities, boolean[] positive, int bins) {
    check(probabilities, positive, bins);
    int[] order =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int most = Math.min(bins, order.length);
    List<Bin> curve = new ArrayList<>();
    for (int b = 0; b < most; b++) {
      int from = (int) ((long) order.length * b / most);
      int to = (int) ((long) order.length * (b + 1) / most);
      double sum = 0;
      long positives = 0;
      for (int at = from; at < to; at++) {
        sum += probabilities[order[at]];
        positives += positive[order[at]] ? 1 : 0;
      }
      curve.add(
          new Bin(
              probabilities[order[from]],
              probabilities[order[to - 1]],
              to - from,
              sum / (to - from),
              (double) positives / (to - from)));
    }
    return curve;
  }

  /**
   * Expected calibration error: mean distance of predicted from observed, weighted by the cases of
   * each bin (Naeini, Cooper and Hauskrecht 2015).
   */
  public static double expectedCalibrationError(List<Bin> curve) {
    long total = curve.stream().mapToLong(Bin::count).sum();
    return curve.stream()
        .mapToDouble(b -> b.count() * Math.abs(b.predicted() - b.observed()) / total)
        .sum();
  }

  /** Mean squared distance of the probability from what happened, 0 at best (Brier 1950). */
  public static double brier(double[] probabilities, boolean[] positive) {
    check(probabilities, positive, 1);
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double difference = probabilities[i] - (positive[i] ? 1 : 0);
      sum += difference * difference;
    }
    return sum / probabilities.length;
  }

  private static void check(double[] probabilities, boolean[] positive, int bins) {
    if (probabilities.length != positive.length || probabilities.length == 0 || bins < 1) {
      throw new IllegalArgumentException(
          probabilities.length
              + " probabilities, "
              + positive.length
              + " outcomes and "
              + bins
              + " bins; give one outcome per probability and at least one of each");
    }
    for (int i = 0; i < probabilities.length; i++) {
      if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
        throw new IllegalArgumentException(
            "probability " + i + " is " + probabilities[i] + "; it must lie between 0 and 1");
      }
    }
  }
}
