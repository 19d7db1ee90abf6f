package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Bounds;
import java.io.Serializable;

/**
 * How like each other the items of a list may be.
 *
 * @param diversity weight of unlikeness against relevance, 0 to 1; 0 leaves the order of scores
 * @param margin two items are the same where their cosine is at least 1 less this; NaN where none
 *     are
 */
public record Likeness(double diversity, double margin) implements Serializable {

  public static final Likeness FREE = new Likeness(0, Double.NaN);

  /** What rounding may take from the cosine of two equal vectors. */
  private static final double ROUNDING = 1e-6;

  public Likeness {
    Bounds.within("rank.diversity", diversity, 0, 1);
  }

  boolean diversifies() {
    return diversity > 0;
  }

  boolean knowsTheSame() {
    return !Double.isNaN(margin);
  }

  boolean isFree() {
    return !diversifies() && !knowsTheSame();
  }

  boolean same(float cosine) {
    return knowsTheSame() && cosine >= 1 - margin - ROUNDING;
  }
}
