package dev.nightjar.pipelines.fusion.rating;

import java.io.Serializable;

/**
 * What counts how much in an expected rating.
 *
 * @param intercept for which the leads of the window add nothing on average
 * @param item weight of the item's offset
 * @param user weight of the user's offset
 * @param lead weight of the ranker's lead: the score less the largest of the user's candidates
 */
public record RatingWeights(double intercept, double item, double user, double lead)
    implements Serializable {

  /** Offsets as they are and no ranker. */
  static final RatingWeights OFFSETS = new RatingWeights(0, 1, 1, 0);
}
