package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.metric.Bootstrap;
import dev.nightjar.pipelines.metric.Interval;
import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Turns judged lists into rows of the table {@code metrics}, without the night. */
final class Measurements {

  /** Not a part of the users: the source text with other vectors of the items. */
  static final String VECTORS = "item-vectors";

  private static final double LEVEL = 0.95;

  private final int k;
  private final int resamples;
  private final long seed;
  private final IntPredicate newItem;

  /**
   * What all models of a night are measured with.
   *
   * @param newItem whether a dense item had no event before the cutoff
   */
  Measurements(int k, int resamples, long seed, IntPredicate newItem) {
    this.k = k;
    this.resamples = resamples;
    this.seed = seed;
    this.newItem = newItem;
  }

  /** {@code model, segment, metric, value, low, high, users} for every segment with users. */
  List<Row> of(String model, List<JudgedList> users) {
    List<Row> rows = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      List<JudgedList> part = segment.of(users, newItem);
      if (!part.isEmpty()) {
        for (RankingMetric metric : RankingMetric.values()) {
          rows.add(row(model, segment.word(), metric, part));
        }
      }
    }
    return rows;
  }

  /** The same over all users, under the segment {@link #VECTORS}. */
  List<Row> ofVectors(String fusion, List<JudgedList> users) {
    List<Row> rows = new ArrayList<>();
    for (RankingMetric metric : RankingMetric.values()) {
      rows.add(row(fusion, VECTORS, metric, users));
    }
    return rows;
  }

  private Row row(String model, String segment, RankingMetric metric, List<JudgedList> users) {
    double[] values =
        users.stream().mapToDouble(u -> metric.of(u.list(), u.relevant(), k)).toArray();
    Interval interval = Bootstrap.interval(values, LEVEL, resamples, seed);
    return RowFactory.create(
        model,
        segment,
        metric.key() + "@" + k,
        interval.mean(),
        interval.low(),
        interval.high(),
        (long) values.length);
  }
}
