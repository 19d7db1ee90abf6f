package dev.nightjar.pipelines.metric;

/** A mean with the bounds of its confidence interval. */
public record Interval(double mean, double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval from " + low + " to " + high + "; the low end must not pass the high end");
    }
  }
}
