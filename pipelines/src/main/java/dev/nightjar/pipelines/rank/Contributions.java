package dev.nightjar.pipelines.rank;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The features that counted most in a score. */
final class Contributions {

  /** Features that are named; the rest is one number. */
  static final int NAMED = 5;

  /** Digits after the point that are kept. */
  private static final double SCALE = 1e6;

  private Contributions() {}

  /**
   * The largest parts by size, ties to the earlier feature, then {@code other}, so that all add up
   * to the score.
   *
   * @param parts one a feature
   * @param score the whole
   */
  static Map<String, Double> of(List<String> features, List<Float> parts, double score) {
    int[] largest =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer f) -> -Math.abs(parts.get(f))))
            .limit(NAMED)
            .mapToInt(Integer::intValue)
            .toArray();
    Map<String, Double> named = new LinkedHashMap<>();
    double rest = rounded(score);
    for (int f : largest) {
      double part = rounded(parts.get(f));
      named.put(features.get(f), part);
      rest -= part;
    }
    named.put("other", rounded(rest));
    return named;
  }

  /** A number as it is published. */
  static double rounded(double value) {
    return Math.rint(value * SCALE) / SCALE;
  }
}
