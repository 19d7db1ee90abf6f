package dev.nightjar.pipelines.fusion.rating;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import java.io.Serializable;

/**
 * What item and user each say of a rating by themselves: how far their ratings are from the mean,
 * damped (Koren, Bell and Volinsky 2009, equation 3, the user's after the item's).
 *
 * @param mean of all ratings
 * @param damping so many ratings of offset 0 are added to those of each item and user
 */
public record RatingOffsets(double mean, double damping) implements Serializable {

  /** The mean of all ratings that the catalog counts, NaN without any. */
  static double mean(Catalog catalog) {
    double sum = 0;
    double count = 0;
    float[] rating = catalog.fact(ItemFact.RATING);
    float[] ratings = catalog.fact(ItemFact.RATINGS);
    for (int item = 0; item < rating.length; item++) {
      if (ratings[item] > 0) {
        sum += (double) ratings[item] * rating[item];
        count += ratings[item];
      }
    }
    return sum / count;
  }

  /** Of every item by dense index, 0 without ratings. */
  public double[] ofItems(Catalog catalog) {
    double[] offsets = new double[catalog.items()];
    float[] rating = catalog.fact(ItemFact.RATING);
    float[] ratings = catalog.fact(ItemFact.RATINGS);
    for (int item = 0; item < rating.length; item++) {
      double count = ratings[item];
      offsets[item] = count > 0 ? count / (count + damping) * (rating[item] - mean) : 0;
    }
    return offsets;
  }

  /**
   * Of a user, 0 without ratings.
   *
   * @param ofItems from {@link #ofItems}
   */
  public double ofUser(double[] ofItems, Ratings rated) {
    double sum = 0;
    int count = rated.items().length;
    for (int i = 0; i < count; i++) {
      sum += rated.given()[i] - mean - ofItems[rated.items()[i]];
    }
    return count == 0 ? 0 : sum / (count + damping);
  }
}
