package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemWeights;
import dev.nightjar.pipelines.candidate.als.step.Objective;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What {@link Objective} says of item factors when every user is solved exactly; no texts. */
public final class AlsLoss {
  private AlsLoss() {}

  /**
   * The sum over all pairs and the penalties of both sides; its last digits depend on partitions.
   */
  public static double of(Dataset<Row> histories, Vectors factors, AlsSettings settings) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(histories.sparkSession().sparkContext());
    Broadcast<FoldIn> users = context.broadcast(new FoldIn(factors, settings));
    JavaRDD<History> all = Histories.rdd(histories, factors.count());
    double ofUsers = all.mapToDouble(history -> users.value().loss(history)).sum();
    int[] likes = likes(all, factors.count(), settings);
    long count = all.filter(history -> ofLikes(history, settings) > 0).count();
    Objective objective = Objective.of(settings);
    double ofItems = 0;
    for (int item = 0; item < likes.length; item++) {
      double squares = 0;
      for (int d = item * factors.dimension(); d < (item + 1) * factors.dimension(); d++) {
        squares += (double) factors.values()[d] * factors.values()[d];
      }
      ofItems += likes[item] > 0 ? objective.penalty(likes[item], (int) count) * squares : 0;
    }
    users.destroy();
    return ofUsers + ofItems;
  }

  private static int ofLikes(History history, AlsSettings settings) {
    return ItemWeights.of(history, FoldIn.decay(settings)).likes();
  }

  private static int[] likes(JavaRDD<History> histories, int items, AlsSettings settings) {
    return histories
        .mapPartitions(
            partition -> {
              int[] likes = new int[items];
              while (partition.hasNext()) {
                ItemWeights ratings = ItemWeights.of(partition.next(), FoldIn.decay(settings));
                for (int r = 0; r < ratings.size(); r++) {
                  likes[ratings.items()[r]] += ratings.values()[r] > 0 ? 1 : 0;
                }
              }
              return List.of(likes).iterator();
            })
        .treeReduce(
            (a, b) -> {
              for (int item = 0; item < items; item++) {
                a[item] += b[item];
              }
              return a;
            });
  }
}
