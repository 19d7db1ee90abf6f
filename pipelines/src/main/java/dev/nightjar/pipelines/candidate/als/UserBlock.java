package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.candidate.als.step.Layout;
import dev.nightjar.pipelines.candidate.als.step.RatingRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import scala.Tuple2;

/**
 * The ratings of a block of users, and which of their factors each block of items waits for.
 *
 * @param rows columns are dense item indexes
 * @param wanted rows by block of items, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record UserBlock(RatingRows rows, int[][] wanted) implements Serializable {

  /** One user's ratings; items ascend. */
  record Rated(int user, int[] items, float[] values) implements Serializable {}

  /** Puts users in order, however they arrived. */
  static UserBlock of(Iterable<Rated> arrived, Layout layout) {
    List<Rated> users = new ArrayList<>();
    arrived.forEach(users::add);
    users.sort(Comparator.comparingInt(Rated::user));
    int[] ids = users.stream().mapToInt(Rated::user).toArray();
    int[] starts = new int[ids.length + 1];
    for (int row = 0; row < ids.length; row++) {
      starts[row + 1] = Math.addExact(starts[row], users.get(row).items().length);
    }
    int[] columns = new int[starts[ids.length]];
    float[] values = new float[columns.length];
    for (int row = 0; row < ids.length; row++) {
      Rated user = users.get(row);
      System.arraycopy(user.items(), 0, columns, starts[row], user.items().length);
      System.arraycopy(user.values(), 0, values, starts[row], user.items().length);
    }
    RatingRows rows = new RatingRows(ids, starts, columns, values);
    return new UserBlock(rows, wanted(rows, layout));
  }

  /** The rows that have a rating of each block, in one pass over the ratings. */
  private static int[][] wanted(RatingRows rows, Layout layout) {
    int[][] wanted = new int[layout.blocks()][16];
    int[] sizes = new int[wanted.length];
    for (int row = 0; row < rows.count(); row++) {
      for (int r = rows.starts()[row]; r < rows.starts()[row + 1]; r++) {
        int block = layout.itemBlock(rows.columns()[r]);
        int size = sizes[block];
        if (size == 0 || wanted[block][size - 1] != row) {
          if (size == wanted[block].length) {
            wanted[block] = Arrays.copyOf(wanted[block], size * 2);
          }
          wanted[block][size] = row;
          sizes[block]++;
        }
      }
    }
    for (int block = 0; block < wanted.length; block++) {
      wanted[block] = Arrays.copyOf(wanted[block], sizes[block]);
    }
    return wanted;
  }

  /** What each block of items must know of these users to be built. */
  List<Tuple2<Integer, ItemBlock.Part>> parts(int block, Layout layout) {
    return IntStream.range(0, wanted.length)
        .filter(to -> wanted[to].length > 0)
        .mapToObj(to -> new Tuple2<>(to, part(block, to, layout)))
        .toList();
  }

  private ItemBlock.Part part(int block, int to, Layout layout) {
    int[] users = new int[wanted[to].length];
    int[] starts = new int[users.length + 1];
    int most =
        Arrays.stream(wanted[to]).map(row -> rows.starts()[row + 1] - rows.starts()[row]).sum();
    int[] items = new int[most];
    float[] values = new float[most];
    int size = 0;
    for (int place = 0; place < users.length; place++) {
      int row = wanted[to][place];
      users[place] = rows.ids()[row];
      for (int r = rows.starts()[row]; r < rows.starts()[row + 1]; r++) {
        if (layout.itemBlock(rows.columns()[r]) == to) {
          items[size] = rows.columns()[r];
          values[size++] = rows.values()[r];
        }
      }
      starts[place + 1] = size;
    }
    return new ItemBlock.Part(
        block, users, starts, Arrays.copyOf(items, size), Arrays.copyOf(values, size));
  }
}
