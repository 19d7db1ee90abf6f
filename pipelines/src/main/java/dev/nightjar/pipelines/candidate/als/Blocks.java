package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemWeights;
import dev.nightjar.pipelines.candidate.als.step.Layout;
import dev.nightjar.pipelines.candidate.als.step.Objective;
import dev.nightjar.pipelines.candidate.als.step.RatingRows;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The log, cut into blocks of users and of items that stay where they are during a fit.
 *
 * @param text vectors of all items
 */
record Blocks(
    Layout layout,
    Partitioner partitioner,
    JavaPairRDD<Integer, UserBlock> users,
    JavaPairRDD<Integer, RatingRows> items,
    Broadcast<Vectors> text)
    implements AutoCloseable {

  /** Beside weights of one, floats keep nothing of a rating above. */
  private static final double MOST_CONFIDENCE = 1e9;

  static Blocks of(Dataset<Row> histories, Catalog catalog, AlsSettings settings) {
    Layout layout = Layout.of(histories, catalog.items(), settings);
    Partitioner partitioner = new HashPartitioner(layout.blocks());
    Decay decay = FoldIn.decay(settings);
    Objective objective = Objective.of(settings);
    JavaPairRDD<Integer, UserBlock> users =
        Histories.rdd(histories, catalog.items())
            .map(history -> rated(history, decay, objective))
            .filter(user -> user.items().length > 0)
            .mapToPair(user -> new Tuple2<>(layout.userBlock(user.user()), user))
            .groupByKey(partitioner)
            .mapValues(arrived -> UserBlock.of(arrived, layout))
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaPairRDD<Integer, RatingRows> items =
        users
            .flatMapToPair(block -> block._2().parts(block._1(), layout).iterator())
            .groupByKey(partitioner)
            .mapValues(ItemBlock::of)
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(users.context());
    return new Blocks(layout, partitioner, users, items, context.broadcast(catalog.text()));
  }

  /** Nothing of a user who likes nothing: such a factor is zero and says nothing of the items. */
  private static UserBlock.Rated rated(History history, Decay decay, Objective objective) {
    ItemWeights ratings = ItemWeights.of(history, decay);
    int told = ratings.likes() > 0 ? ratings.size() : 0;
    int[] kept = IntStream.range(0, told).filter(i -> ratings.values()[i] != 0).toArray();
    int[] items = new int[kept.length];
    float[] values = new float[kept.length];
    for (int k = 0; k < kept.length; k++) {
      items[k] = ratings.items()[kept[k]];
      double rating = ratings.values()[kept[k]];
      if (!(objective.confidence(rating) <= MOST_CONFIDENCE)) {
        throw new IllegalArgumentException(
            "user %d rates item %d with %s, a confidence of %s, and ALS takes at most %s; lower the strength of the event or train.als.alpha"
                .formatted(
                    history.user(),
                    items[k],
                    rating,
                    objective.confidence(rating),
                    MOST_CONFIDENCE));
      }
      values[k] = (float) rating;
    }
    return new UserBlock.Rated(history.user(), items, values);
  }

  @Override
  public void close() {
    items.unpersist();
    users.unpersist();
    text.destroy();
  }
}
