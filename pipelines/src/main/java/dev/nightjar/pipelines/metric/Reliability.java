package dev.nightjar.pipelines.metric;

import java.util.ArrayList;
import java.util.Arrays;
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
    List<Bin> curve = new ArrayList<>();
    for (int[] cases : groups(probabilities, bins)) {
      double sum = 0;
      long positives = 0;
      for (int i : cases) {
        sum += probabilities[i];
        positives += positive[i] ? 1 : 0;
      }
      curve.add(
          new Bin(
              probabilities[cases[0]],
              probabilities[cases[cases.length - 1]],
              cases.length,
              sum / cases.length,
              (double) positives / cases.length));
    }
    return curve;
  }

  /**
   * The places of predictions in groups of equally many, from the least to the largest; fewer
   * groups come back when there are fewer predictions.
   */
  public static List<int[]> groups(double[] predicted, int groups) {
    int[] order =
        IntStream.range(0, predicted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> predicted[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int most = Math.min(groups, order.length);
    List<int[]> places = new ArrayList<>();
    for (int g = 0; g < most; g++) {
      int from = (int) ((long) order.length * g / most);
      int to = (int) ((long) order.length * (g + 1) / most);
      places.add(Arrays.copyOfRange(order, from, to));
    }
    return places;
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
