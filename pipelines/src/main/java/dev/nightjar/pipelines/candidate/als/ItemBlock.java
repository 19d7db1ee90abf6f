package dev.nightjar.pipelines.candidate.als;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The ratings of a block of items, put together from what the blocks of users have of them. */
final class ItemBlock {
  private ItemBlock() {}

  /**
   * What a block of users has of a block of items, by user.
   *
   * @param block of users
   * @param users that have any of it
   * @param items dense indexes
   * @param places of the user among those that have any
   * @param values ratings
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  record Part(int block, int users, int[] items, int[] places, float[] values)
      implements Serializable {}

  /**
   * Rows of items, the ratings of each in order of block and user, however the parts arrived.
   * Columns count the users of all parts, one block after the other.
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
    int[] next = starts.clone();
    int[] columns = new int[starts[ids.length]];
    float[] values = new float[columns.length];
    int before = 0;
    for (Part part : parts) {
      for (int r = 0; r < part.items().length; r++) {
        int at = next[Arrays.binarySearch(ids, part.items()[r])]++;
        columns[at] = before + part.places()[r];
        values[at] = part.values()[r];
      }
      before += part.users();
    }
    return new RatingRows(ids, starts, columns, values);
  }
}
