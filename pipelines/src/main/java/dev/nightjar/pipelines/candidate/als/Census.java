package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.candidate.als.step.RatingRows;
import java.io.Serializable;

/**
 * Who takes part in a fit.
 *
 * @param users how many like anything
 * @param items how many are liked by anybody
 * @param likes by item
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record Census(int users, int items, int[] likes) {

  /** Counts the blocks of a catalog of so many items. */
  static Census of(Blocks blocks, int catalog) {
    int users =
        blocks.users().values().map(block -> block.rows().count()).collect().stream()
            .mapToInt(Integer::intValue)
            .sum();
    int items = 0;
    int[] likes = new int[catalog];
    for (Liked block : blocks.items().values().map(Census::liked).collect()) {
      for (int row = 0; row < block.ids().length; row++) {
        likes[block.ids()[row]] = block.likes()[row];
        items += block.likes()[row] > 0 ? 1 : 0;
      }
    }
    return new Census(users, items, likes);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Liked(int[] ids, int[] likes) implements Serializable {}

  private static Liked liked(RatingRows rows) {
    int[] likes = new int[rows.count()];
    for (int row = 0; row < likes.length; row++) {
      likes[row] = rows.likes(row);
    }
    return new Liked(rows.ids(), likes);
  }
}
