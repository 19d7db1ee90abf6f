package dev.nightjar.pipelines.candidate.linear;

import dev.nightjar.pipelines.array.Cholesky;
import dev.nightjar.pipelines.array.FixedPoint;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.candidate.neighbour.PairSums;
import dev.nightjar.pipelines.candidate.neighbour.SparseRow;
import dev.nightjar.pipelines.candidate.neighbour.SumRow;
import dev.nightjar.pipelines.settings.LinearSettings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** The linear model item by item, each among its strongest neighbours only, on the executors. */
final class BlockLinear {
  /** Longest basket whose pairs are counted; the rest would cost its square. */
  private static final int LONGEST_BASKET = 1000;

  private BlockLinear() {}

  static List<SparseRow> fit(JavaRDD<Basket> baskets, long[] counts, LinearSettings settings) {
    int items = counts.length;
    int kept = settings.block() * 4;
    List<SparseRow> pairs =
        baskets
            .mapPartitionsToPair(partition -> PairSums.rows(partition, items, BlockLinear::count))
            .reduceByKey(SumRow::plus)
            .map(row -> plain(row).strongest(kept))
            .collect();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(baskets.context());
    Broadcast<Neighbours> gram = context.broadcast(Neighbours.of(pairs, items));
    Broadcast<double[]> diagonal =
        context.broadcast(
            IntStream.range(0, items)
                .mapToDouble(item -> FixedPoint.toDouble(counts[item], item))
                .toArray());
    List<Integer> solved = Arrays.stream(BasketCounts.active(counts)).boxed().toList();
    int slices = Math.max(context.defaultParallelism() * 4, solved.size() / 2000);
    List<SparseRow> columns =
        context
            .parallelize(solved, slices)
            .mapPartitions(part -> columns(part, gram.value(), diagonal.value(), settings))
            .collect();
    gram.destroy();
    return transposed(columns, items, settings.neighbours());
  }

  private static void count(Basket basket, PairSums sums) {
    int[] items = basket.items();
    int length = Math.min(LONGEST_BASKET, items.length);
    for (int a = 0; a < length; a++) {
      for (int b = 0; b < length; b++) {
        if (a != b) {
          sums.add(items[a], items[b], basket.weight());
        }
      }
    }
  }

  private static SparseRow plain(Tuple2<Integer, SumRow> row) {
    float[] weights = new float[row._2().sums().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) FixedPoint.toDouble(row._2().sums()[i], row._1());
    }
    return new SparseRow(row._1(), row._2().targets(), weights);
  }

  private static Iterator<SparseRow> columns(
      Iterator<Integer> part, Neighbours gram, double[] counts, LinearSettings settings) {
    int[] places = new int[counts.length];
    Arrays.fill(places, -1);
    Iterable<Integer> items = () -> part;
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> column(item, gram, counts, places, settings))
        .iterator();
  }

  /**
   * Solves (G_NN + ridge) b = G_Ni for the neighbours N of item i.
   *
   * @param places a buffer of -1 an item, left as it was
   */
  private static SparseRow column(
      int item, Neighbours gram, double[] counts, int[] places, LinearSettings settings) {
    int[] near = nearest(item, gram, counts, settings.block());
    int n = near.length;
    double[] matrix = new double[n * n];
    double[] right = new double[n];
    for (int i = 0; i < n; i++) {
      places[near[i]] = i;
      matrix[i * n + i] = counts[near[i]] + Linear.ridge(settings, counts[near[i]]);
      right[i] = gram.weight(item, near[i]);
    }
    for (int i = 0; i < n; i++) {
      for (int at = gram.starts()[near[i]]; at < gram.starts()[near[i] + 1]; at++) {
        int j = places[gram.targets()[at]];
        if (j >= 0) { // either row may have been cut, so both fill the place
          matrix[Math.max(i, j) * n + Math.min(i, j)] = gram.weights()[at];
        }
      }
    }
    for (int neighbour : near) {
      places[neighbour] = -1;
    }
    Cholesky.inPlace(matrix, n).solve(right);
    float[] weights = new float[n];
    for (int i = 0; i < n; i++) {
      weights[i] = (float) right[i];
    }
    return new SparseRow(item, near, weights);
  }

  /** Neighbours with the largest cosine, ascending. */
  private static int[] nearest(int item, Neighbours gram, double[] counts, int most) {
    return IntStream.range(gram.starts()[item], gram.starts()[item + 1])
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(
                    at -> -gram.weights()[at] / Math.sqrt(counts[gram.targets()[at]]))
                .thenComparingInt(at -> gram.targets()[at]))
        .limit(most)
        .mapToInt(at -> gram.targets()[at])
        .sorted()
        .toArray();
  }

  /** From a column an item (who speaks for it) to a row an item (whom it speaks for). */
  private static List<SparseRow> transposed(List<SparseRow> columns, int items, int neighbours) {
    int[] sizes = new int[items];
    columns.forEach(column -> Arrays.stream(column.targets()).forEach(j -> sizes[j]++));
    int[][] targets = new int[items][];
    float[][] weights = new float[items][];
    for (int j = 0; j < items; j++) {
      targets[j] = new int[sizes[j]];
      weights[j] = new float[sizes[j]];
    }
    int[] filled = new int[items];
    for (SparseRow column : columns) {
      for (int n = 0; n < column.targets().length; n++) {
        int j = column.targets()[n];
        targets[j][filled[j]] = column.item();
        weights[j][filled[j]++] = column.weights()[n];
      }
    }
    return IntStream.range(0, items)
        .filter(j -> targets[j].length > 0)
        .mapToObj(j -> new SparseRow(j, targets[j], weights[j]).strongest(neighbours))
        .toList();
  }
}
