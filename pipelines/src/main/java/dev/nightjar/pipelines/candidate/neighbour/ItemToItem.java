package dev.nightjar.pipelines.candidate.neighbour;

import dev.nightjar.pipelines.array.FixedPoint;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemSums;
import dev.nightjar.pipelines.settings.ItemToItemSettings;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Fits directional co-occurrence: how often users went from one item to another, near pairs, short
 * histories and recent events counting more, popular items less. What users dislike is left out.
 */
public final class ItemToItem {
  private ItemToItem() {}

  /** The weight of touched item j for proposed item i, as sum(pairs) / (n_j^last * n_i^next). */
  public static Neighbours fit(
      Dataset<Row> histories, Catalog catalog, ItemToItemSettings settings) {
    int items = catalog.items();
    JavaRDD<History> users = Histories.rdd(histories, items).map(History::liked);
    double[] counts = ItemSums.of(users, items, Decay.NONE);
    double[] last = powers(counts, -settings.lastDamping());
    double[] next = powers(counts, -settings.nextDamping());
    List<SparseRow> rows =
        users
            .mapPartitionsToPair(partition -> pairs(partition, items, settings))
            .reduceByKey(SumRow::plus)
            .map(row -> damped(row._1(), row._2(), last, next).strongest(settings.neighbours()))
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
      Iterator<History> partition, int items, ItemToItemSettings settings) {
    double[] byDistance = byDistance(settings);
    return PairSums.rows(partition, items, (user, sums) -> count(user, settings, byDistance, sums));
  }

  /** What a pair counts by the steps between its events, from 0 to the window. */
  private static double[] byDistance(ItemToItemSettings settings) {
    double[] weights = new double[settings.window() + 1];
    for (int steps = 1; steps < weights.length; steps++) {
      weights[steps] = Math.pow(steps, -settings.distanceExponent());
    }
    return weights;
  }

  /** Both directions of a pair, event by event, so that the sums of one item are added together. */
  private static void count(
      History history, ItemToItemSettings settings, double[] byDistance, PairSums sums) {
    int size = history.size();
    double perUser = 1 / Math.log(2 + size);
    Decay age = new Decay(1, settings.halfLifeDays());
    double[] recency =
        IntStream.range(0, size).mapToDouble(e -> Math.sqrt(age.weight(history, e))).toArray();
    for (int at = 0; at < size; at++) {
      int from = history.items()[at];
      int first = settings.backward() > 0 ? Math.max(0, at - settings.window()) : at + 1;
      int last = Math.min(size - 1, at + settings.window());
      for (int other = first; other <= last; other++) {
        int to = history.items()[other];
        double days = Math.abs(history.ages()[at] - history.ages()[other]);
        if (from == to || (settings.windowDays() > 0 && days > settings.windowDays())) {
          continue;
        }
        int later = Math.max(at, other);
        int earlier = Math.min(at, other);
        double weight = perUser * recency[later] * recency[earlier] * byDistance[later - earlier];
        sums.add(from, to, FixedPoint.of(other > at ? weight : weight * settings.backward()));
      }
    }
  }

  private static SparseRow damped(int item, SumRow row, double[] last, double[] next) {
    float[] weights = new float[row.sums().length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          (float) (FixedPoint.toDouble(row.sums()[i], item) * last[item] * next[row.targets()[i]]);
    }
    return new SparseRow(item, row.targets(), weights);
  }
}
