package dev.nightjar.pipelines.fusion;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fusion.pool.PoolLimits;
import dev.nightjar.pipelines.fusion.pool.PoolPlan;
import dev.nightjar.pipelines.metric.RankingMetric;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.topk.TaskSize;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** How good lists are against what users took, computed where the lists lie. */
public final class ListQuality {
  private ListQuality() {}

  /**
   * The mean of a metric over all users with targets; a user without a list counts 0.
   *
   * @param lists {@code user INT, position INT, item INT}
   * @param targets {@code user INT, items ARRAY<INT>}
   */
  public static double mean(
      RankingMetric metric, Dataset<Row> lists, Dataset<Row> targets, int top) {
    Dataset<Row> joined =
        targets
            .where("size(items) > 0")
            .select(col("user"), col("items").as("targets"))
            .join(
                lists
                    .groupBy("user")
                    .agg(array_sort(collect_list(struct("position", "item"))).as("list"))
                    .select(col("user"), col("list.item").as("list")),
                "user")
            .select("list", "targets");
    long users = targets.where("size(items) > 0").count();
    double sum = sum(joined.javaRDD().map(row -> value(metric, row, top)));
    return users == 0 ? 0 : sum / users;
  }

  /**
   * The sum of a metric over users, of the lists that one source would make alone.
   *
   * @param users rows of {@code Histories.SCHEMA} and {@code targets ARRAY<INT>}
   * @param pool how long the lists are
   */
  static double sum(
      RankingMetric metric,
      Dataset<Row> users,
      CandidateSource source,
      Catalog catalog,
      PoolLimits pool) {
    try (Broadcasts shared = new Broadcasts(users.sparkSession())) {
      PoolPlan plan = PoolPlan.of(source, catalog, pool);
      Broadcast<PoolPlan> sent = shared.send(plan);
      return sum(
          TaskSize.spread(users, plan.productsOfAUser())
              .javaRDD()
              .map(row -> new Tuple2<>(Histories.of(row), sorted(row.getList(4))))
              .mapPartitions(part -> values(metric, part, sent.value())));
    }
  }

  private static Iterator<Double> values(
      RankingMetric metric, Iterator<Tuple2<History, int[]>> users, PoolPlan plan) {
    return plan.newPool()
        .propose(
            users,
            Tuple2::_1,
            (user, proposals) ->
                metric.of(proposals.list(0), user._2(), plan.options().perSource()));
  }

  private static double sum(JavaRDD<Double> values) {
    return values.collect().stream()
        .mapToDouble(Double::doubleValue)
        .sorted() // sums must not depend on the partitions
        .sum();
  }

  private static double value(RankingMetric metric, Row row, int top) {
    return metric.of(Numbers.ints(row.getList(0)), sorted(row.getList(1)), top);
  }

  private static int[] sorted(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
  }
}
