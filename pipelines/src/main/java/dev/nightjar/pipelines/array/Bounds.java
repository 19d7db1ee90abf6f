package dev.nightjar.pipelines.array;

/** Range checks of settings with one wording. */
public final class Bounds {
  private Bounds() {}

  /** Fails unless {@code low <= value <= high}. */
  public static void within(String key, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s is %s; set a number from %s to %s"
              .formatted(key, plain(value), plain(low), plain(high)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
