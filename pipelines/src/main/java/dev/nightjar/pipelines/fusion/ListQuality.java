package dev.nightjar.pipelines.fusion;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.metric.RankingMetric;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
    double sum =
        joined.javaRDD().map(row -> value(metric, row, top)).collect().stream()
            .mapToDouble(Double::doubleValue)
            .sorted() // sums must not depend on the partitions
            .sum();
    return users == 0 ? 0 : sum / users;
  }

  private static double value(RankingMetric metric, Row row, int top) {
    return metric.of(Numbers.ints(row.getList(0)), sorted(row.getList(1)), top);
  }

  private static int[] sorted(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
  }
}
