package dev.nightjar.pipelines.candidate.als;

import java.io.Serializable;

/**
 * The ratings of some users, or of some items, row by row.
 *
 * @param ids of the rows, ascending
 * @param starts of each row in the ratings, and behind the last one their number
 * @param columns places of what was rated, or of who rated, among the factors of the other side
 * @param values ratings; one below zero says that the other is not wanted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record RatingRows(int[] ids, int[] starts, int[] columns, float[] values) implements Serializable {

  int count() {
    return ids.length;
  }
}
