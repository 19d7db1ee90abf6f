package dev.nightjar.pipelines.candidate.als.step;

import java.io.Serializable;

/**
 * The ratings of some users, or of some items, row by row.
 *
 * @param ids of the rows, ascending
 * @param starts of each row in the ratings, and behind the last one their number
 * @param columns places of what was rated, or of who rated, among the factors of the other side, in
 *     the order of the other side's ids
 * @param values ratings; one below zero says that the other is not wanted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record RatingRows(int[] ids, int[] starts, int[] columns, float[] values)
    implements Serializable {

  public int count() {
    return ids.length;
  }

  /** How many ratings of a row are above zero. */
  public int likes(int row) {
    int likes = 0;
    for (int r = starts[row]; r < starts[row + 1]; r++) {
      if (values[r] > 0) {
        likes++;
      }
    }
    return likes;
  }
}
