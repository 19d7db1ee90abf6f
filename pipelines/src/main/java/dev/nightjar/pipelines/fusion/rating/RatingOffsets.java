package dev.nightjar.pipelines.fusion.rating;

import dev.nightjar.pipelines.candidate.Catalog;
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
    for (int item = 0; item < catalog.rating().length; item++) {
      if (catalog.ratings()[item] > 0) {
        sum += (double) catalog.ratings()[item] * catalog.rating()[item];
        count += catalog.ratings()[item];
      }
    }
    return sum / count;
  }

  /** Of every item by dense index, 0 without ratings. */
  public double[] ofItems(Catalog catalog) {
    double[] offsets = new double[catalog.items()];
    for (int item = 0; item < catalog.rating().length; item++) {
      double count = catalog.ratings()[item];
      offsets[item] = count > 0 ? count / (count + damping) * (catalog.rating()[item] - mean) : 0;
    }
    return offsets;
  }

  /**
   * Of a user, 0 without ratings.
   *
   * @param ofItems from {@link #ofItems}
   * @param rated dense items, one a rating
   */
  public double ofUser(double[] ofItems, int[] rated, float[] ratings) {
    double sum = 0;
    for (int i = 0; i < rated.length; i++) {
      sum += ratings[i] - mean - ofItems[rated[i]];
    }
    return rated.length == 0 ? 0 : sum / (rated.length + damping);
  }
}
