package dev.nightjar.pipelines.embed;

import java.util.Locale;

/** How far the embedding is, how fast it goes, and how long the rest takes at that pace. */
final class Pace {

  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private Pace() {}

  /**
   * What a person reads while texts are embedded.
   *
   * @param total texts to embed
   * @param before texts that were done when the clock started
   * @param done texts that are done now, {@code before} included
   * @param seconds since the clock started
   */
  static String of(long total, long before, long done, double seconds) {
    String share = String.format(Locale.ROOT, "%,d of %,d texts", done, total);
    double rate = (done - before) / seconds;
    if (!(rate > 0)) {
      return share;
    }
    return String.format(
        Locale.ROOT,
        "%s, %s texts/s, %s left",
        share,
        rate(rate),
        duration(Math.max(0, total - done) / rate));
  }

  /** Slow paces need a decimal. */
  static String rate(double rate) {
    return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%.0f", rate);
  }

  private static String duration(double exact) {
    long seconds = (long) Math.ceil(exact);
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    return seconds < HOUR
        ? seconds / MINUTE + " min " + seconds % MINUTE + " s"
        : seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
  }
}
