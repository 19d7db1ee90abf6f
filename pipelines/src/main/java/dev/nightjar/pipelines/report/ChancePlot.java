package dev.nightjar.pipelines.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether listed items are taken as often as their chances say.
 *
 * @param bins from the least to the most likely positions
 * @param error mean distance of the chances from what happened
 * @param top the largest value drawn
 */
public record ChancePlot(List<Bin> bins, double error, double top) {

  private static final String SEGMENT = "chances";

  /**
   * Positions of nearly the same chance.
   *
   * @param foretold their mean chance
   * @param taken the share of them that was taken, with its 95 % interval
   */
  public record Bin(double foretold, double taken, double low, double high, long positions) {}

  public ChancePlot {
    bins = List.copyOf(bins);
  }

  /** From the measurements of one night; empty where none are of chances. */
  static Optional<ChancePlot> of(List<Measurement> tonight) {
    List<Measurement> own =
        tonight.stream()
            .filter(m -> m.segment().equals(SEGMENT) && m.model().equals(Quality.PUBLISHED))
            .sorted(Comparator.comparing(Measurement::metric))
            .toList();
    List<Bin> bins = new ArrayList<>();
    for (Measurement foretold : metric(own, "foretold-")) {
      String number = foretold.metric().substring("foretold-".length());
      for (Measurement taken : metric(own, "taken-" + number)) {
        bins.add(
            new Bin(foretold.value(), taken.value(), taken.low(), taken.high(), taken.users()));
      }
    }
    double error = metric(own, "calibration-error").stream().mapToDouble(Measurement::value).sum();
    double top = bins.stream().mapToDouble(b -> Math.max(b.foretold(), b.high())).max().orElse(0);
    return top > 0 ? Optional.of(new ChancePlot(bins, error, top)) : Optional.empty();
  }

  private static List<Measurement> metric(List<Measurement> own, String prefix) {
    return own.stream().filter(m -> m.metric().startsWith(prefix)).toList();
  }

  /** A value as a place on either axis of a 100 by 100 drawing, from its origin. */
  public String at(double value) {
    return String.format(Locale.ROOT, "%.2f", 100 * value / top);
  }

  /** The same on the vertical axis, y downwards. */
  public String down(double value) {
    return String.format(Locale.ROOT, "%.2f", 100 - 100 * value / top);
  }
}
