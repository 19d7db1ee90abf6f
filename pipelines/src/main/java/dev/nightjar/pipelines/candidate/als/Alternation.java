package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.als.step.ChunkSums;
import dev.nightjar.pipelines.candidate.als.step.ChunkTotals;
import dev.nightjar.pipelines.candidate.als.step.Coordinates;
import dev.nightjar.pipelines.candidate.als.step.ItemStep;
import dev.nightjar.pipelines.candidate.als.step.Layout;
import dev.nightjar.pipelines.candidate.als.step.Objective;
import dev.nightjar.pipelines.candidate.als.step.TextMap;
import dev.nightjar.pipelines.candidate.als.step.UserStep;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * A fit on its way: the factors of all items and what texts say of them, better every iteration.
 */
final class Alternation {
  private final Blocks blocks;
  private final Census census;
  private final TextWeights weights;
  private final Objective objective;
  private final int rank;
  private float[][] items;
  private TextMap texts;
  private int iterations;

  /**
   * Starts from random factors of the items that somebody likes.
   *
   * @param known factors to start from instead, of the items that have one there
   */
  Alternation(Blocks blocks, AlsSettings settings, Vectors known) {
    this.blocks = blocks;
    this.objective = Objective.of(settings);
    this.rank = settings.rank();
    this.census = Census.of(blocks, blocks.text().value().count());
    this.weights = TextWeights.of(blocks, census, settings);
    AlsStart start =
        known.isAbsent()
            ? AlsStart.random(census, rank, settings.seed())
            : AlsStart.near(known, census, weights, blocks, settings);
    this.items = start.items();
    this.texts = start.texts();
  }

  /**
   * New users from the items of before, new items from those users.
   *
   * @return what the objective says of both
   */
  double iterate() {
    Coordinates own = Coordinates.of(gram(), rank);
    items = Arrays.stream(items).parallel().map(own::turned).toArray(float[][]::new);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.users().context());
    Layout layout = blocks.layout();
    UserStep toUsers =
        new UserStep(Vectors.of(items, rank), census.items(), own.squares(), objective);
    Broadcast<UserStep> userStep = context.broadcast(toUsers);
    JavaPairRDD<Integer, UserStep.Solved> users =
        blocks
            .users()
            .mapValues(block -> userStep.value().solve(block.rows(), layout))
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<UserStep.Sums> sums = users.values().map(UserStep.Solved::sums).collect();
    List<ChunkSums.Part> gram = sums.stream().flatMap(part -> part.gram().stream()).toList();
    Coordinates ofUsers = Coordinates.of(ChunkSums.total(gram, rank, rank), rank);
    ItemStep toItems =
        new ItemStep(
            ofUsers, census.users(), texts.in(own).in(ofUsers), weights.scale().mean(), objective);
    Broadcast<ItemStep> itemStep = context.broadcast(toItems);
    List<ItemStep.Solved> solved = solved(users, userStep, itemStep);
    users.unpersist();
    userStep.destroy();
    itemStep.destroy();
    take(solved);
    iterations++;
    return ChunkTotals.total(solved.stream().map(ItemStep.Solved::objective).toList())
        + ChunkTotals.total(sums.stream().map(UserStep.Sums::penalties).toList());
  }

  /** The factors after the last iteration. */
  AlsFactors factors(Catalog catalog) {
    Vectors factors = Vectors.of(items, rank);
    return new AlsFactors(factors, texts.mapped(factors, catalog));
  }

  /** How near they are to what texts say. */
  List<TextPull> pulls() {
    return TextPull.of(items, texts, blocks.text().value(), census.likes());
  }

  /** By a fixed number of parts, so that the sum does not depend on how many run at once. */
  private double[] gram() {
    return ChunkSums.ofItems(
        blocks.layout(),
        items.length,
        rank,
        rank,
        (sums, item) -> sums.add(items[item], items[item]));
  }

  private List<ItemStep.Solved> solved(
      JavaPairRDD<Integer, UserStep.Solved> users,
      Broadcast<UserStep> before,
      Broadcast<ItemStep> step) {
    Layout layout = blocks.layout();
    Broadcast<Vectors> text = blocks.text();
    return blocks
        .users()
        .join(users, blocks.partitioner())
        .flatMapToPair(block -> sent(block._1(), block._2(), step.value().users()))
        .groupByKey(blocks.partitioner())
        .join(blocks.items(), blocks.partitioner())
        .map(
            block ->
                step.value()
                    .solve(
                        block._2()._2(),
                        arrived(block._2()._1(), step.value().users().rank()),
                        before.value().items(),
                        text.value(),
                        layout))
        .collect();
  }

  /** The factors of a block of users that a block of items waits for, one after the other. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  private record Sent(int block, float[] factors) implements Serializable {}

  private static Iterator<Tuple2<Integer, Sent>> sent(
      int block, Tuple2<UserBlock, UserStep.Solved> users, Coordinates coordinates) {
    float[][] factors = coordinates.turned(users._2().factors());
    int[][] wanted = users._1().wanted();
    return IntStream.range(0, wanted.length)
        .filter(to -> wanted[to].length > 0)
        .mapToObj(to -> new Tuple2<>(to, new Sent(block, packed(factors, wanted[to]))))
        .iterator();
  }

  private static float[] packed(float[][] factors, int[] rows) {
    int rank = factors[0].length;
    float[] packed = new float[Math.multiplyExact(rows.length, rank)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(factors[rows[i]], 0, packed, i * rank, rank);
    }
    return packed;
  }

  /** The factors of all users that a block of items waits for, in the order of their blocks. */
  private static Vectors arrived(Iterable<Sent> sent, int rank) {
    List<Sent> parts = new ArrayList<>();
    sent.forEach(parts::add);
    parts.sort(Comparator.comparingInt(Sent::block));
    int users = parts.stream().mapToInt(part -> part.factors().length / rank).sum();
    Vectors factors = Vectors.zeros(users, rank);
    int at = 0;
    for (Sent part : parts) {
      System.arraycopy(part.factors(), 0, factors.values(), at, part.factors().length);
      at += part.factors().length;
    }
    return factors;
  }

  private void take(List<ItemStep.Solved> solved) {
    float[][] next = new float[items.length][rank];
    List<ChunkSums.Part> products = new ArrayList<>();
    for (ItemStep.Solved block : solved) {
      for (int i = 0; i < block.ids().length; i++) {
        System.arraycopy(block.factors(), i * rank, next[block.ids()[i]], 0, rank);
        checkFinite(block.ids()[i], next[block.ids()[i]]);
      }
      products.addAll(block.texts());
    }
    items = next;
    texts = weights.map(products, rank);
  }

  private void checkFinite(int item, float[] factor) {
    for (float value : factor) {
      if (!Float.isFinite(value)) {
        throw new IllegalStateException(
            "the factor of item %d holds %s after %d iterations; raise train.als.regularization, which is %s, or lower train.als.alpha, which is %s"
                .formatted(
                    item, value, iterations + 1, objective.regularization(), objective.alpha()));
      }
    }
  }
}
