package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.protocol.Holdout;
import dev.nightjar.pipelines.benchmark.protocol.TestCase;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.PoolPlan;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * How well a source orders the whole catalog: for each user the chance that a held-out item scores
 * above one that is neither held out nor in the history, ties counting half; then the mean.
 */
final class AreaUnderCurve {
  private AreaUnderCurve() {}

  static double of(SparkSession spark, Holdout holdout, CandidateSource source, Catalog catalog) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<PoolPlan> shared =
        context.broadcast(PoolPlan.of(source, catalog, new PoolLimits(1, holdout.repeat())));
    try {
      return context
          .parallelize(holdout.cases(), RankedLists.slices(context))
          .mapPartitions(cases -> areas(cases, shared.value()))
          .collect()
          .stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElse(Double.NaN);
    } finally {
      shared.destroy();
    }
  }

  private static Iterator<Double> areas(Iterator<TestCase> cases, PoolPlan plan) {
    int[] items = IntStream.range(0, plan.catalog().items()).toArray();
    Iterable<Double> areas =
        () ->
            plan.newPool()
                .propose(
                    cases,
                    TestCase::history,
                    (test, proposals) -> area(proposals.scores(0, items), test.relevant()));
    return StreamSupport.stream(areas.spliterator(), false)
        .filter(area -> !area.isNaN())
        .iterator();
  }

  /**
   * The area of one user.
   *
   * @param scores one an item, NaN for items of the history
   * @param relevant ascending; NaN comes back where nothing can be compared
   */
  static double area(float[] scores, int[] relevant) {
    float[] wanted = new float[relevant.length];
    int count = 0;
    for (int item : relevant) {
      if (!Float.isNaN(scores[item])) {
        wanted[count++] = scores[item];
      }
    }
    Arrays.sort(wanted, 0, count);
    double above = 0;
    long others = 0;
    for (int item = 0; item < scores.length; item++) {
      if (!Float.isNaN(scores[item]) && Arrays.binarySearch(relevant, item) < 0) {
        others++;
        above +=
            count
                - (below(wanted, count, scores[item]) + belowOrEqual(wanted, count, scores[item]))
                    / 2.0;
      }
    }
    return count == 0 || others == 0 ? Double.NaN : above / ((double) count * others);
  }

  private static int below(float[] sorted, int count, float value) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int belowOrEqual(float[] sorted, int count, float value) {
    return below(sorted, count, Math.nextUp(value));
  }
}
