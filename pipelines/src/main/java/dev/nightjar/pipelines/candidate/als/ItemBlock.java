package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.candidate.als.step.RatingRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The ratings of a block of items, put together from what the blocks of users have of them. */
final class ItemBlock {
  private ItemBlock() {}

  /**
   * What a block of users has of a block of items.
   *
   * @param block of users
   * @param users ids of those that have any of it, ascending
   * @param starts of each user in the ratings, and behind the last one their number
   * @param items dense indexes
   * @param values ratings
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  record Part(int block, int[] users, int[] starts, int[] items, float[] values)
      implements Serializable {}

  /**
   * Rows of items, the ratings of each in order of the user, however the parts arrived. Columns
   * count the users of all parts, one block after the other, so they follow from the blocks; what a
   * row meets on its way through them does not.
   */
  static RatingRows of(Iterable<Part> arrived) {
    List<Part> parts = new ArrayList<>();
    arrived.forEach(parts::add);
    parts.sort(Comparator.comparingInt(Part::block));
    int[] ids =
        parts.stream()
            .flatMapToInt(part -> Arrays.stream(part.items()))
            .sorted()
            .distinct()
            .toArray();
    int[] starts = new int[ids.length + 1];
    for (Part part : parts) {
      for (int item : part.items()) {
        int row = Arrays.binarySearch(ids, item);
        starts[row + 1] = Math.addExact(starts[row + 1], 1);
      }
    }
    for (int row = 0; row < ids.length; row++) {
      starts[row + 1] = Math.addExact(starts[row], starts[row + 1]);
    }
    RatingRows rows =
        new RatingRows(ids, starts, new int[starts[ids.length]], new float[starts[ids.length]]);
    fill(rows, parts);
    return rows;
  }

  /** Takes the users of all parts by id. */
  private static void fill(RatingRows rows, List<Part> parts) {
    int[] next = rows.starts().clone();
    int[] firsts = new int[parts.size() + 1];
    for (int p = 0; p < parts.size(); p++) {
      firsts[p + 1] = Math.addExact(firsts[p], parts.get(p).users().length);
    }
    for (long user : byId(parts, firsts)) {
      int column = (int) user;
      int p = partOf(firsts, column);
      Part part = parts.get(p);
      int place = column - firsts[p];
      for (int r = part.starts()[place]; r < part.starts()[place + 1]; r++) {
        int at = next[Arrays.binarySearch(rows.ids(), part.items()[r])]++;
        rows.columns()[at] = column;
        rows.values()[at] = part.values()[r];
      }
    }
  }

  /** The last part that begins at or before a column; parts without users hold none. */
  private static int partOf(int[] firsts, int column) {
    int found = Arrays.binarySearch(firsts, column);
    int p = found >= 0 ? found : -found - 2;
    while (firsts[p + 1] == firsts[p]) {
      p++;
    }
    return p;
  }

  /** Ids in the upper, columns in the lower half of each number, ascending. */
  private static long[] byId(List<Part> parts, int[] firsts) {
    long[] users = new long[firsts[parts.size()]];
    for (int p = 0; p < parts.size(); p++) {
      int[] ids = parts.get(p).users();
      for (int place = 0; place < ids.length; place++) {
        users[firsts[p] + place] = ((long) ids[place] << 32) | (firsts[p] + place);
      }
    }
    Arrays.sort(users);
    return users;
  }
}
