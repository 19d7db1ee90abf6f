package dev.nightjar.pipelines.array;

/**
 * Sums over vectors that stand in arrays of their own and are picked by index: what solvers of
 * sparse rows do all day. Every sum keeps the order of its picks.
 *
 * <p>Inner products go four vectors at a time with two chains each, which keeps both multipliers of
 * a core busy although a float sum may not be reordered into SIMD lanes; weighted sums run along
 * the vectors and do use SIMD.
 */
public final class GatheredRows {
  private GatheredRows() {}

  /**
   * Inner products of one query with the rows at {@code picks[from..to)}.
   *
   * @param out gets one product a pick, from its start on
   */
  public static void products(
      float[][] rows, int[] picks, int from, int to, float[] query, float[] out) {
    int pick = from;
    for (; pick + 3 < to; pick += 4) {
      fourProducts(
          rows[picks[pick]],
          rows[picks[pick + 1]],
          rows[picks[pick + 2]],
          rows[picks[pick + 3]],
          query,
          out,
          pick - from);
    }
    for (; pick < to; pick++) {
      out[pick - from] = product(rows[picks[pick]], query);
    }
  }

  private static void fourProducts(
      float[] row0, float[] row1, float[] row2, float[] row3, float[] query, float[] out, int at) {
    float even0 = 0;
    float even1 = 0;
    float even2 = 0;
    float even3 = 0;
    float odd0 = 0;
    float odd1 = 0;
    float odd2 = 0;
    float odd3 = 0;
    int d = 0;
    for (; d + 1 < query.length; d += 2) {
      float even = query[d];
      float odd = query[d + 1];
      even0 = Math.fma(row0[d], even, even0);
      even1 = Math.fma(row1[d], even, even1);
      even2 = Math.fma(row2[d], even, even2);
      even3 = Math.fma(row3[d], even, even3);
      odd0 = Math.fma(row0[d + 1], odd, odd0);
      odd1 = Math.fma(row1[d + 1], odd, odd1);
      odd2 = Math.fma(row2[d + 1], odd, odd2);
      odd3 = Math.fma(row3[d + 1], odd, odd3);
    }
    if (d < query.length) {
      even0 = Math.fma(row0[d], query[d], even0);
      even1 = Math.fma(row1[d], query[d], even1);
      even2 = Math.fma(row2[d], query[d], even2);
      even3 = Math.fma(row3[d], query[d], even3);
    }
    out[at] = even0 + odd0;
    out[at + 1] = even1 + odd1;
    out[at + 2] = even2 + odd2;
    out[at + 3] = even3 + odd3;
  }

  /** The same chains as those of four. */
  private static float product(float[] row, float[] query) {
    float evens = 0;
    float odds = 0;
    int d = 0;
    for (; d + 1 < query.length; d += 2) {
      evens = Math.fma(row[d], query[d], evens);
      odds = Math.fma(row[d + 1], query[d + 1], odds);
    }
    if (d < query.length) {
      evens = Math.fma(row[d], query[d], evens);
    }
    return evens + odds;
  }

  /**
   * Adds the rows at {@code picks[from..to)}, each times its weight.
   *
   * @param weights one a pick, from their start on
   */
  public static void add(
      float[] sum, float[][] rows, int[] picks, int from, int to, float[] weights) {
    int pick = from;
    for (; pick + 3 < to; pick += 4) {
      int w = pick - from;
      DotProduct.addFourFused(
          sum,
          rows[picks[pick]],
          rows[picks[pick + 1]],
          rows[picks[pick + 2]],
          rows[picks[pick + 3]],
          weights[w],
          weights[w + 1],
          weights[w + 2],
          weights[w + 3]);
    }
    for (; pick < to; pick++) {
      addOne(sum, rows[picks[pick]], weights[pick - from]);
    }
  }

  /** A row vector times a matrix of rows as long as {@code sum}, added to it. */
  public static void add(float[] sum, float[] vector, float[][] matrix) {
    int d = 0;
    for (; d + 3 < vector.length; d += 4) {
      DotProduct.addFourFused(
          sum,
          matrix[d],
          matrix[d + 1],
          matrix[d + 2],
          matrix[d + 3],
          vector[d],
          vector[d + 1],
          vector[d + 2],
          vector[d + 3]);
    }
    for (; d < vector.length; d++) {
      addOne(sum, matrix[d], vector[d]);
    }
  }

  private static void addOne(float[] sum, float[] row, float weight) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] = Math.fma(weight, row[d], sum[d]);
    }
  }
}
