package dev.nightjar.pipelines.array;

/**
 * Some of many vectors, picked by index and copied side by side: what solvers of sparse rows do all
 * day. Gathered once, they serve several passes from near memory. Where there are many, a tile has
 * them number by number beside that. Every sum follows from the picks and their order alone.
 */
public final class GatheredRows {
  /** Most vectors at a time: with 64 numbers each, half a mebibyte for each way to lay them. */
  public static final int MOST = 2048;

  /** With fewer, turning them costs more than it saves. */
  private static final int LEAST_TURNED = 16;

  private final int dimension;
  private final VectorTile turned;
  private float[][] rows = {};
  private int count;

  /**
   * Of nothing yet.
   *
   * @param dimension of the vectors
   */
  public GatheredRows(int dimension) {
    this.dimension = dimension;
    this.turned = new VectorTile(dimension);
  }

  /** Takes the vectors at {@code picks[from..to)}, at most {@value #MOST}, instead of others. */
  public void gather(Vectors vectors, int[] picks, int from, int to) {
    count = to - from;
    if (rows.length < count) {
      rows = new float[Math.min(MOST, 2 * count)][dimension];
    }
    for (int pick = 0; pick < count; pick++) {
      int at = picks[from + pick] * dimension;
      System.arraycopy(vectors.values(), at, rows[pick], 0, dimension);
    }
    if (count >= LEAST_TURNED) {
      turned.gather(vectors, picks, from, to);
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
    } else {
      turned.products(query, out);
    }
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
