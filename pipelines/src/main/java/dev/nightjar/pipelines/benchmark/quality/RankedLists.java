package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.protocol.Holdout;
import dev.nightjar.pipelines.benchmark.protocol.TestCase;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.fusion.Recommender;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.PoolPlan;
import dev.nightjar.pipelines.run.Broadcasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/** Ranks the whole catalog for every case; the lists come in the order of the cases. */
final class RankedLists {
  private RankedLists() {}

  /** The lists of one source alone. */
  static List<int[]> ofSource(
      SparkSession spark, Holdout holdout, CandidateSource source, Catalog catalog, int k) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    PoolLimits options = new PoolLimits(k, holdout.repeat());
    Broadcast<PoolPlan> shared =
        context.broadcast(PoolPlan.of(source, catalog.withAvailable(holdout.only()), options));
    JavaRDD<TestCase> cases = context.parallelize(holdout.cases(), slices(context));
    try {
      return cases.mapPartitions(part -> lists(part, shared.value())).collect();
    } finally {
      shared.destroy();
    }
  }

  private static Iterator<int[]> lists(Iterator<TestCase> cases, PoolPlan plan) {
    return plan.newPool().propose(cases, TestCase::history, (test, proposals) -> proposals.list(0));
  }

  /** The lists of a recommender, whose catalog must already leave out what is not ranked. */
  static List<int[]> ofRecommender(SparkSession spark, Holdout holdout, Recommender recommender) {
    Map<Integer, int[]> byUser = new HashMap<>();
    Dataset<Row> users = histories(spark, holdout.cases().stream().map(TestCase::history).toList());
    try (Broadcasts shared = new Broadcasts(spark)) {
      recommender
          .rank(users, shared)
          .select("user", "item")
          .queryExecution()
          .toRdd()
          .toJavaRDD()
          .mapPartitions(RankedLists::grouped)
          .collect()
          .forEach(list -> byUser.put(list._1(), list._2()));
    }
    return holdout.cases().stream()
        .map(test -> byUser.getOrDefault(test.history().user(), new int[0]))
        .toList();
  }

  /** A user's rows stand together, best first. */
  private static Iterator<Tuple2<Integer, int[]>> grouped(Iterator<InternalRow> rows) {
    List<Tuple2<Integer, int[]>> lists = new ArrayList<>();
    int user = -1;
    int[] items = new int[16];
    int size = 0;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (row.getInt(0) != user) {
        if (size > 0) {
          lists.add(new Tuple2<>(user, Arrays.copyOf(items, size)));
        }
        user = row.getInt(0);
        size = 0;
      }
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
      }
      items[size++] = row.getInt(1);
    }
    if (size > 0) {
      lists.add(new Tuple2<>(user, Arrays.copyOf(items, size)));
    }
    return lists.iterator();
  }

  /** Histories as the dataset that sources are fitted on. */
  static Dataset<Row> histories(
      SparkSession spark, List<dev.nightjar.pipelines.candidate.History> histories) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(
        context.parallelize(histories, slices(context)).map(Histories::row), Histories.SCHEMA);
  }

  static int slices(JavaSparkContext context) {
    return 4 * context.defaultParallelism();
  }
}
