package dev.nightjar.pipelines.array;

import java.util.Arrays;

/**
 * Some of many vectors, picked by index and laid down number by number: a float sum may not be
 * reordered into SIMD lanes, but the inner products of a query with all vectors can run next to one
 * another. Every sum follows from the numbers alone. Room of one thread.
 */
public final class VectorTile {
  /**
   * So many vectors stay in the second-level cache while others are multiplied with them, and make
   * loops long enough: by 50 queries, 23 GFLOP/s of a core where lanes of 50 gave 17.
   */
  public static final int SIZE = 128;

  private final float[][] columns;
  private int room;
  private int count;

  /**
   * Of nothing yet.
   *
   * @param dimension of the vectors
   */
  public VectorTile(int dimension) {
    this.columns = new float[dimension][0];
  }

  /** Takes the vectors at {@code picks[from..to)} instead of others. */
  public void gather(Vectors vectors, int[] picks, int from, int to) {
    count = to - from;
    makeRoom();
    float[] values = vectors.values();
    int dimension = columns.length;
    int pick = 0;
    for (; pick + 4 <= count; pick += 4) {
      int next = from + pick;
      turnFour(
          pick,
          values,
          picks[next] * dimension,
          picks[next + 1] * dimension,
          picks[next + 2] * dimension,
          picks[next + 3] * dimension);
    }
    for (; pick < count; pick++) {
      int at = picks[from + pick] * dimension;
      for (int d = 0; d < dimension; d++) {
        columns[d][pick] = values[at + d];
      }
    }
  }

  /** Where it is made again, for half as many more. */
  private void makeRoom() {
    if (room < count) {
      room = Math.max(SIZE, room == 0 ? count : count + count / 2);
      for (int d = 0; d < columns.length; d++) {
        columns[d] = new float[room];
      }
    }
  }

  private void turnFour(int pick, float[] values, int at0, int at1, int at2, int at3) {
    for (int d = 0; d < columns.length; d++) {
      float[] to = columns[d];
      to[pick] = values[at0 + d];
      to[pick + 1] = values[at1 + d];
      to[pick + 2] = values[at2 + d];
      to[pick + 3] = values[at3 + d];
    }
  }

  /**
   * Inner products of a query with all of them.
   *
   * @param out gets one product a pick, from its start on
   */
  public void products(float[] query, float[] out) {
    Arrays.fill(out, 0, count, 0);
    DotProduct.addFused(out, count, columns.length, columns, query);
  }
}
