package dev.nightjar.pipelines.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether what the ranker foretold came true, in groups of equally many cases.
 *
 * @param bins from the least to the most foretold
 * @param error mean distance of what was foretold from what came
 * @param least the smallest value drawn
 * @param most the largest value drawn
 */
public record ReliabilityPlot(List<Bin> bins, double error, double least, double most) {

  /**
   * Cases of which nearly the same was foretold.
   *
   * @param foretold their mean
   * @param came the mean of what came, with its 95 % interval
   */
  public record Bin(double foretold, double came, double low, double high, long cases) {}

  public ReliabilityPlot {
    bins = List.copyOf(bins);
  }

  /** Chances of listed items and how many were taken; empty where none were measured. */
  static Optional<ReliabilityPlot> ofChances(List<Measurement> tonight) {
    List<Bin> bins = bins(tonight, "chances", "foretold-", "taken-");
    double most = bins.stream().mapToDouble(b -> Math.max(b.foretold(), b.high())).max().orElse(0);
    return most > 0
        ? Optional.of(
            new ReliabilityPlot(bins, error(tonight, "chances", "calibration-error"), 0, most))
        : Optional.empty();
  }

  /** Expected ratings and those given; empty where none were measured. */
  static Optional<ReliabilityPlot> ofRatings(List<Measurement> tonight) {
    List<Bin> bins = bins(tonight, "ratings", "expected-", "given-");
    double least = bins.stream().mapToDouble(b -> Math.min(b.foretold(), b.low())).min().orElse(0);
    double most = bins.stream().mapToDouble(b -> Math.max(b.foretold(), b.high())).max().orElse(0);
    return most > least
        ? Optional.of(
            new ReliabilityPlot(bins, error(tonight, "ratings", "rating-error"), least, most))
        : Optional.empty();
  }

  private static List<Bin> bins(
      List<Measurement> tonight, String segment, String foretold, String came) {
    List<Bin> bins = new ArrayList<>();
    for (Measurement said : metric(tonight, segment, foretold)) {
      String number = said.metric().substring(foretold.length());
      for (Measurement seen : metric(tonight, segment, came + number)) {
        bins.add(new Bin(said.value(), seen.value(), seen.low(), seen.high(), seen.users()));
      }
    }
    return bins;
  }

  private static double error(List<Measurement> tonight, String segment, String name) {
    return metric(tonight, segment, name).stream().mapToDouble(Measurement::value).sum();
  }

  private static List<Measurement> metric(
      List<Measurement> tonight, String segment, String prefix) {
    return tonight.stream()
        .filter(m -> m.segment().equals(segment) && m.model().equals(Quality.PUBLISHED))
        .filter(m -> m.metric().startsWith(prefix))
        .sorted(Comparator.comparing(Measurement::metric))
        .toList();
  }

  /** A value as a place on either axis of a 100 by 100 drawing, from its origin. */
  public String at(double value) {
    return String.format(Locale.ROOT, "%.2f", 100 * (value - least) / (most - least));
  }

  /** The same on the vertical axis, y downwards. */
  public String down(double value) {
    return String.format(Locale.ROOT, "%.2f", 100 - 100 * (value - least) / (most - least));
  }
}
