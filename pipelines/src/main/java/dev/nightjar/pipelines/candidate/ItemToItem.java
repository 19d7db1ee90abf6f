package dev.nightjar.pipelines.candidate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Fits directional co-occurrence: how often users went from one item to another, near pairs, short
 * histories and recent events counting more, popular items less.
 */
public final class ItemToItem {
  /** Distinct pairs a task holds before it hands them on: about 130 MB. */
  private static final int PAIRS_IN_MEMORY = 4_000_000;

  private ItemToItem() {}

  /** The weight of touched item j for proposed item i, as sum(pairs) / (n_j^last * n_i^next). */
  public static Neighbours fit(Dataset<Row> histories, Catalog catalog, ItemToItemOptions options) {
    int items = catalog.items();
    JavaRDD<History> users = Histories.rdd(histories, items);
    double[] counts = ItemSums.of(users, items, Decay.NONE);
    double[] last = powers(counts, -options.lastDamping());
    double[] next = powers(counts, -options.nextDamping());
    List<SparseRow> rows =
        users
            .mapPartitionsToPair(partition -> pairs(partition, options))
            .reduceByKey(SumRow::plus)
            .map(row -> damped(row._1(), row._2(), last, next).strongest(options.neighbours()))
            .collect();
    return Neighbours.of(rows, items);
  }

  private static double[] powers(double[] counts, double exponent) {
    double[] powers = new double[counts.length];
    for (int item = 0; item < counts.length; item++) {
      powers[item] = counts[item] > 0 ? Math.pow(counts[item], exponent) : 0;
    }
    return powers;
  }

  private static Iterator<Tuple2<Integer, SumRow>> pairs(
      Iterator<History> partition, ItemToItemOptions options) {
    PairSums sums = new PairSums(PAIRS_IN_MEMORY);
    List<Tuple2<Integer, SumRow>> rows = new ArrayList<>();
    while (partition.hasNext()) {
      count(partition.next(), options, sums);
      if (sums.isFull()) {
        rows.addAll(sums.drain());
      }
    }
    rows.addAll(sums.drain());
    return rows.iterator();
  }

  private static void count(History history, ItemToItemOptions options, PairSums sums) {
    double perUser = 1 / Math.log(2 + history.size());
    Decay age = new Decay(1, options.halfLifeDays());
    for (int b = 1; b < history.size(); b++) {
      int to = history.items()[b];
      double weightB = perUser * Math.sqrt(age.weight(history, b));
      for (int a = Math.max(0, b - options.window()); a < b; a++) {
        int from = history.items()[a];
        double days = history.ages()[a] - history.ages()[b];
        if (from == to || (options.windowDays() > 0 && days > options.windowDays())) {
          continue;
        }
        double weight =
            weightB
                * Math.sqrt(age.weight(history, a))
                * Math.pow(b - a, -options.distanceExponent());
        sums.add(from, to, FixedPoint.of(weight));
        if (options.backward() > 0) {
          sums.add(to, from, FixedPoint.of(weight * options.backward()));
        }
      }
    }
  }

  private static SparseRow damped(int item, SumRow row, double[] last, double[] next) {
    float[] weights = new float[row.sums().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          (float) (FixedPoint.toDouble(row.sums()[i]) * last[item] * next[row.targets()[i]]);
    }
    return new SparseRow(item, row.targets(), weights);
  }
}
