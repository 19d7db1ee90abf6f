package dev.nightjar.pipelines.candidate.linear;

import dev.nightjar.pipelines.array.FixedPoint;
import dev.nightjar.pipelines.array.SymmetricInverse;
import dev.nightjar.pipelines.candidate.neighbour.SparseRow;
import dev.nightjar.pipelines.settings.LinearSettings;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/** The linear model by one inverse of the whole matrix of pair counts, on the driver. */
final class ExactLinear {
  private ExactLinear() {}

  /**
   * One row an item with events.
   *
   * @param active items with events, ascending, so that places keep the order of items
   */
  static List<SparseRow> fit(
      JavaRDD<Basket> baskets, long[] counts, int[] active, LinearSettings settings) {
    int size = active.length;
    int[] place = new int[counts.length];
    for (int row = 0; row < size; row++) {
      place[active[row]] = row;
    }
    long[] pairs = BasketCounts.pairs(baskets, place, size);
    double[][] matrix = new double[size][];
    for (int row = 0; row < size; row++) {
      matrix[row] = new double[row + 1];
      int from = row * (row + 1) / 2;
      for (int column = 0; column <= row; column++) {
        matrix[row][column] = FixedPoint.toDouble(pairs[from + column], active[row]);
      }
      matrix[row][row] +=
          Linear.ridge(settings, FixedPoint.toDouble(counts[active[row]], active[row]));
    }
    SymmetricInverse.inPlace(matrix);
    return IntStream.range(0, size)
        .parallel()
        .mapToObj(row -> weights(matrix, row, active).strongest(settings.neighbours()))
        .toList();
  }

  /** B[j][i] = -P[j][i] / P[i][i], zero on the diagonal. */
  private static SparseRow weights(double[][] inverse, int row, int[] active) {
    int[] targets = new int[active.length - 1];
    float[] weights = new float[active.length - 1];
    int at = 0;
    for (int i = 0; i < active.length; i++) {
      if (i != row) {
        double value = i < row ? inverse[row][i] : inverse[i][row];
        targets[at] = active[i];
        weights[at++] = (float) (-value / inverse[i][i]);
      }
    }
    return new SparseRow(active[row], targets, weights);
  }
}
