package dev.nightjar.pipelines.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fusion.feature.FeatureSet;
import dev.nightjar.pipelines.fusion.pool.PoolPlan;
import dev.nightjar.pipelines.fusion.pool.Proposals;
import dev.nightjar.pipelines.fusion.ranker.ExampleGroup;
import dev.nightjar.pipelines.topk.TaskSize;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Labelled candidates: what the sources really propose, and what the users took afterwards. */
public final class Examples {
  private Examples() {}

  /**
   * One group a user of {@code targets}.
   *
   * @param histories before the cutoff; a user without one has an empty history
   * @param targets {@code user INT, items ARRAY<INT>}, what the user touched after the cutoff
   * @param sent where candidates come from and what is told of them
   */
  static JavaRDD<ExampleGroup> of(
      Dataset<Row> histories, Dataset<Row> targets, Broadcast<Shared> sent) {
    Dataset<Row> joined =
        targets
            .select("user", "items")
            .withColumnRenamed("items", "targets")
            .join(histories, "user")
            .select("user", "items", "ages", "weights", "targets");
    long products = sent.value().plan().productsOfAUser();
    return TaskSize.spread(joined, products)
        .javaRDD()
        .map(row -> new Tuple2<>(Histories.of(row), ints(row.getList(4))))
        .mapPartitions(partition -> groups(partition, sent.value()));
  }

  /** At most {@code users} rows of the targets, chosen by a hash of user and seed. */
  public static Dataset<Row> sample(Dataset<Row> targets, int users, long seed) {
    return targets.orderBy(xxhash64(col("user"), lit(seed)), col("user")).limit(users);
  }

  /** What tasks make examples with. */
  record Shared(PoolPlan plan, FeatureSet features) implements Serializable {}

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
  }

  private static Iterator<ExampleGroup> groups(
      Iterator<Tuple2<History, int[]>> partition, Shared shared) {
    return shared
        .plan()
        .newPool()
        .propose(
            partition,
            Tuple2::_1,
            (user, proposals) -> group(proposals, user._2(), shared.features()));
  }

  private static ExampleGroup group(Proposals proposals, int[] targets, FeatureSet features) {
    int[] items = proposals.items();
    float[] labels = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      labels[i] = Arrays.binarySearch(targets, items[i]) >= 0 ? 1 : 0;
    }
    return new ExampleGroup(
        proposals.user().user(), items, features.of(proposals), labels, targets);
  }
}
