package dev.nightjar.pipelines.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A linear axis from a round number to a round number.
 *
 * @param ticks round numbers from {@code low} to {@code high}, both included
 */
public record Scale(double low, double high, List<Double> ticks) {

  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  public Scale {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "an axis needs a low end below its high end; they are " + low + " and " + high);
    }
    ticks = List.copyOf(ticks);
  }

  /** The narrowest axis with at most {@code intervals} round steps that holds 0 and every value. */
  static Scale fromZero(DoubleStream values, int intervals) {
    return over(DoubleStream.concat(DoubleStream.of(0), values), intervals);
  }

  /** The narrowest axis with at most {@code intervals} round steps that holds every value. */
  static Scale over(DoubleStream values, int intervals) {
    var range = values.filter(Double::isFinite).summaryStatistics();
    double low = range.getCount() == 0 ? 0 : range.getMin();
    double high = range.getCount() == 0 ? 1 : range.getMax();
    if (high - low < 1e-12) {
      high = low + Math.max(1e-3, Math.abs(low) / 2);
    }
    for (int power = (int) Math.floor(Math.log10((high - low) / intervals)); ; power++) {
      for (double round : ROUND) {
        double step = round * Math.pow(10, power);
        long first = (long) Math.floor(low / step + 1e-9);
        long last = (long) Math.ceil(high / step - 1e-9);
        if (last - first <= intervals) {
          return stepping(step, first, last);
        }
      }
    }
  }

  /** Where a value lies between the ends, from 0 to 100. */
  public double percent(double value) {
    return 100 * Math.max(0, Math.min(1, (value - low) / (high - low)));
  }

  private static Scale stepping(double step, long first, long last) {
    List<Double> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    return new Scale(first * step, last * step, ticks);
  }
}
