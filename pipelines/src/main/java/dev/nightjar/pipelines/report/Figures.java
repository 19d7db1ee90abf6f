package dev.nightjar.pipelines.report;

import dev.nightjar.pipelines.run.ManifestRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How figures read on the page; the same in every locale. */
public final class Figures {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A whole number with thin thousands separators. */
  public String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  /** A metric, four decimals below 10. */
  public String metric(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.4f" : "%.1f", value)
        .replace('-', '\u2212');
  }

  /** A tick of an axis, without needless zeros. */
  public String tick(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** A share from 0 to 1 in percent. */
  public String share(double value) {
    return String.format(Locale.ROOT, value < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * value);
  }

  /** A relative difference in percent, with its sign. */
  public String change(double value) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * value).replace('-', '\u2212');
  }

  /** A share of a score, with its sign. */
  public String signed(double value) {
    return String.format(Locale.ROOT, "%+.2f", value).replace('-', '\u2212');
  }

  /** Seconds in the unit that a person would use. */
  public String seconds(double value) {
    if (value < 100) {
      return String.format(Locale.ROOT, value < 10 ? "%.1f s" : "%.0f s", value);
    }
    long whole = Math.round(value);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }

  public String took(ManifestRow row) {
    return took(row.took());
  }

  public String took(Duration duration) {
    return seconds(duration.toMillis() / 1e3);
  }

  /** UTC, to the second. */
  public String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A number of an SVG attribute. */
  public String at(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** {@code ndcg@10} as NDCG@10, other names as they are. */
  public String metricName(String name) {
    String word = name.replaceAll("@.*", "");
    return word.matches("ndcg|map|mrr|auc|rmse|mae|hr")
        ? name.toUpperCase(Locale.ROOT)
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** {@code new-items} as new items. */
  public String words(String name) {
    return name.replaceAll("[-_.]", " ");
  }

  /** The first characters of a hash. */
  public String hash(String hash) {
    return hash == null || hash.length() <= 12 ? String.valueOf(hash) : hash.substring(0, 12);
  }
}
