package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Ridge;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemWeights;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
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
 * Fits implicit ALS as MLlib does, but sums in the order of users and blocks, never of arrival: the
 * same input, seed and number of blocks give the same factors in one process, on a cluster, and
 * where executors were lost. Users and items are cut into blocks, a task each. The items' factors
 * pass through the driver after every iteration, so that a lost block is computed again from the
 * histories and from them.
 */
public final class Als {
  private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

  private Als() {}

  /**
   * The item factors; an item that nobody likes has zeros. Users are solved from them when scored.
   */
  public static Vectors fit(Dataset<Row> histories, Catalog catalog, AlsSettings settings) {
    Partitioner blocks = new HashPartitioner(settings.blocks());
    JavaPairRDD<Integer, UserBlock> users =
        blocked(histories, catalog.items(), FoldIn.decay(settings), blocks);
    JavaPairRDD<Integer, RatingRows> items =
        users
            .flatMapToPair(block -> block._2().parts(block._1()).iterator())
            .groupByKey(blocks)
            .mapValues(ItemBlock::of)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      UserFactors start = new RandomStart(settings.seed(), settings.rank());
      Vectors factors = iterate(users, items, start, catalog.items(), settings);
      for (int more = 1; more < settings.iterations(); more++) {
        HalfStep step = HalfStep.fromItems(factors, settings);
        factors = iterate(users, items, step, catalog.items(), settings);
      }
      return factors;
    } finally {
      items.unpersist();
      users.unpersist();
    }
  }

  private static JavaPairRDD<Integer, UserBlock> blocked(
      Dataset<Row> histories, int items, Decay decay, Partitioner blocks) {
    return Histories.rdd(histories, items)
        .map(history -> rated(history, decay))
        .filter(user -> user.items().length > 0)
        .mapToPair(user -> new Tuple2<>(user.user() % blocks.numPartitions(), user))
        .groupByKey(blocks)
        .mapValues(arrived -> UserBlock.of(arrived, blocks.numPartitions()))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Nothing of a user who likes nothing: such a factor is zero and says nothing of the items. */
  private static UserBlock.Rated rated(History history, Decay decay) {
    ItemWeights ratings = ItemWeights.of(history, decay);
    int told = ratings.likes() > 0 ? ratings.size() : 0;
    int[] kept = IntStream.range(0, told).filter(i -> ratings.values()[i] != 0).toArray();
    int[] items = new int[kept.length];
    float[] values = new float[kept.length];
    for (int k = 0; k < kept.length; k++) {
      items[k] = ratings.items()[kept[k]];
      values[k] = (float) ratings.values()[kept[k]];
    }
    return new UserBlock.Rated(history.user(), items, values);
  }

  /** New users from the items of before, new items from those users. */
  private static Vectors iterate(
      JavaPairRDD<Integer, UserBlock> users,
      JavaPairRDD<Integer, RatingRows> items,
      UserFactors step,
      int count,
      AlsSettings settings) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(users.context());
    Broadcast<UserFactors> shared = context.broadcast(step);
    Partitioner blocks = items.partitioner().get();
    List<Solved> solved =
        users
            .flatMapToPair(block -> sent(block._1(), block._2(), shared.value(), settings.rank()))
            .groupByKey(blocks)
            .join(items, blocks)
            .map(block -> solve(block._2()._1(), block._2()._2(), settings))
            .collect();
    shared.destroy();
    return together(solved, count, settings.rank());
  }

  /**
   * The factors of a block of users that a block of items waits for.
   *
   * @param gram of all factors of the block
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Sent(int block, float[] factors, Ridge gram) implements Serializable {}

  private static Iterator<Tuple2<Integer, Sent>> sent(
      int block, UserBlock users, UserFactors step, int rank) {
    float[] factors = step.of(block, users.rows());
    Ridge gram = HalfStep.gram(factors, rank);
    return IntStream.range(0, users.wanted().length)
        .mapToObj(to -> new Tuple2<>(to, new Sent(block, users.wanted(to, factors, rank), gram)))
        .iterator();
  }

  /** The factors of a block of items, in the order of its ids. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Solved(int[] ids, float[] factors) implements Serializable {}

  private static Solved solve(Iterable<Sent> arrived, RatingRows items, AlsSettings settings) {
    List<Sent> parts = new ArrayList<>();
    arrived.forEach(parts::add);
    parts.sort(Comparator.comparingInt(Sent::block));
    float[] users = new float[length(parts, settings)];
    Ridge gram = new Ridge(settings.rank());
    int filled = 0;
    for (Sent part : parts) {
      System.arraycopy(part.factors(), 0, users, filled, part.factors().length);
      filled += part.factors().length;
      gram.add(part.gram());
    }
    return new Solved(items.ids(), HalfStep.of(users, gram, settings).solve(items));
  }

  private static int length(List<Sent> parts, AlsSettings settings) {
    long length = parts.stream().mapToLong(part -> part.factors().length).sum();
    if (length > MOST_NUMBERS) {
      throw new IllegalStateException(
          "a block of items waits for %,d numbers of its users' factors, more than the %,d that an array holds; raise train.als.blocks, which is %d"
              .formatted(length, MOST_NUMBERS, settings.blocks()));
    }
    return (int) length;
  }

  private static Vectors together(List<Solved> solved, int count, int rank) {
    Vectors factors = Vectors.zeros(count, rank);
    for (Solved block : solved) {
      for (int i = 0; i < block.ids().length; i++) {
        System.arraycopy(block.factors(), i * rank, factors.values(), block.ids()[i] * rank, rank);
      }
    }
    return factors;
  }
}
