package dev.nightjar.pipelines.publish.list;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Scores as they are published: six significant digits, ties to the even digit, written without an
 * exponent and without trailing zeros. Far fewer digits than a double has, so that sums in another
 * order give the same bytes.
 */
final class Score {

  static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private Score() {}

  /** The published value of a finite score. */
  static double rounded(double score) {
    return new BigDecimal(score).round(DIGITS).doubleValue();
  }

  /** The published text of a finite score; the same for a score and for its rounded value. */
  static String text(double score) {
    BigDecimal rounded = new BigDecimal(score).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
