package dev.nightjar.pipelines.array;

import java.util.Arrays;

/**
 * Some of many vectors, picked by index and copied side by side: what solvers of sparse rows do all
 * day. Gathered once, they serve several passes from near memory. Where there are many, they are
 * laid down number by number beside that: a float sum may not be reordered into SIMD lanes, but the
 * inner products of a query with all vectors can then run next to one another, as weighted sums of
 * all do anyway. Every sum follows from the picks and their order alone.
 */
public final class GatheredRows {
  /** Most vectors at a time: with 64 numbers each, half a mebibyte for each way to lay them. */
  public static final int MOST = 2048;

  /** With fewer, turning them costs more than it saves. */
  private static final int LEAST_TURNED = 16;

  private final int dimension;
  private float[][] rows = {};
  private float[][] turned = {};
  private int count;

  /**
   * Of nothing yet.
   *
   * @param dimension of the vectors
   */
  public GatheredRows(int dimension) {
    this.dimension = dimension;
  }

  /** Takes the vectors at {@code picks[from..to)}, at most {@value #MOST}, instead of others. */
  public void gather(Vectors vectors, int[] picks, int from, int to) {
    count = to - from;
    if (rows.length < count) {
      int room = Math.min(MOST, 2 * count);
      rows = new float[room][dimension];
      turned = new float[dimension][room];
    }
    for (int pick = 0; pick < count; pick++) {
      int at = picks[from + pick] * dimension;
      System.arraycopy(vectors.values(), at, rows[pick], 0, dimension);
    }
    if (count >= LEAST_TURNED) {
      turn();
    }
  }

  private void turn() {
    int pick = 0;
    for (; pick + 4 <= count; pick += 4) {
      turnFour(pick, rows[pick], rows[pick + 1], rows[pick + 2], rows[pick + 3]);
    }
    for (; pick < count; pick++) {
      for (int d = 0; d < dimension; d++) {
        turned[d][pick] = rows[pick][d];
      }
    }
  }

  private void turnFour(int pick, float[] row0, float[] row1, float[] row2, float[] row3) {
    for (int d = 0; d < dimension; d++) {
      float[] to = turned[d];
      to[pick] = row0[d];
      to[pick + 1] = row1[d];
      to[pick + 2] = row2[d];
      to[pick + 3] = row3[d];
    }
  }

  /**
   * Inner products of a query with all of them.
   *
   * @param out gets one product a pick, from its start on
   */
  public void products(float[] query, float[] out) {
    if (count < LEAST_TURNED) {
      for (int pick = 0; pick < count; pick++) {
        out[pick] = DotProduct.byFourSums(rows[pick], 0, query, 0, dimension);
      }
      return;
    }
    Arrays.fill(out, 0, count, 0);
    DotProduct.addFused(out, count, dimension, turned, query);
  }

  /**
   * Adds all of them, each times its weight.
   *
   * @param weights one a pick, from their start on
   */
  public void add(float[] sum, float[] weights) {
    DotProduct.addFused(sum, sum.length, count, rows, weights);
  }
}
