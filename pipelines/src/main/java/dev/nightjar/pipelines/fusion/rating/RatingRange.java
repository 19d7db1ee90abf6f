package dev.nightjar.pipelines.fusion.rating;

import java.io.Serializable;

/** The lowest and the highest rating ever given: no expectation is below or above. */
public record RatingRange(double lowest, double highest) implements Serializable {

  double within(double rating) {
    return Math.min(highest, Math.max(lowest, rating));
  }
}
