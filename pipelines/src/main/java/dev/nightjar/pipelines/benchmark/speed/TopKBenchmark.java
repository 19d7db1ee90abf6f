package dev.nightjar.pipelines.benchmark.speed;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.topk.BatchTopK;
import dev.nightjar.pipelines.topk.DistributedTopK;
import dev.nightjar.pipelines.topk.ItemVectors;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Times exact top-K over random factors: Nightjar, which leaves out what a user has seen, MLlib's
 * {@code recommendForAllUsers}, which cannot, and the bare multiplication by the fastest product
 * there is, which any exact method must pay where lengths do not prune.
 *
 * @param seen items a user has seen, fewer where chance takes one twice
 * @param check users whose lists are compared, all if there are no more; 0 leaves MLlib out
 */
public record TopKBenchmark(int users, int items, int rank, int k, int seen, long seed, int check) {
  private static final int WARM_UP = 2000;

  /** What the lists are stored in while they are timed: made, then dropped. */
  private static final String NOWHERE = "noop";

  public TopKBenchmark {
    require("--users", users, 1);
    require("--items", items, 1);
    require("--rank", rank, 1);
    require("--k", k, 1);
    require("--seen", seen, 0);
    require("--check", check, 0);
  }

  private static void require(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d; give a number from %d".formatted(option, value, least));
    }
  }

  /** Runs them and compares the lists. */
  public List<ResultLine> run(SparkSession spark) {
    Dataset<Row> userFactors =
        new RandomFactors(rank, seed)
            .dataset(spark, users)
            .selectExpr("id", "features", seenItems() + " AS seen")
            .persist(StorageLevel.MEMORY_ONLY());
    Dataset<Row> itemFactors =
        new RandomFactors(rank, seed + 1).dataset(spark, items).persist(StorageLevel.MEMORY_ONLY());
    Dataset<Row> warmUp = userFactors.where("id < " + WARM_UP).persist();
    try {
      warmUp.count();
      ItemVectors vectors = vectors(itemFactors);
      multiply(warmUp, vectors);
      ResultLine matmul = timed("matmul", () -> multiply(userFactors, vectors));
      lists(warmUp, vectors);
      ResultLine nightjar = timed("nightjar", () -> lists(userFactors, vectors(itemFactors)));
      if (check == 0) {
        return List.of(nightjar, matmul);
      }
      store(model(warmUp, itemFactors).recommendForAllUsers(k));
      ResultLine mllib =
          timed("mllib", () -> store(model(userFactors, itemFactors).recommendForAllUsers(k)));
      String same = Boolean.toString(same(userFactors, itemFactors, vectors));
      return List.of(nightjar.with("same", same), mllib.with("same", same), matmul);
    } finally {
      warmUp.unpersist();
      itemFactors.unpersist();
      userFactors.unpersist();
    }
  }

  /** Different items by chance, as SQL. */
  private String seenItems() {
    return seen == 0
        ? "cast(array() as array<int>)"
        : "array_distinct(transform(sequence(1, %d), s -> cast(pmod(xxhash64(id, s, %dL), %d) AS int)))"
            .formatted(seen, seed, items);
  }

  private ResultLine timed(String model, Runnable work) {
    PeakMemory.reset();
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double pairs = (double) users * items / seconds;
    return ResultLine.of(model)
        .with("users_per_s", Math.round(users / seconds))
        .with("pairs_per_s", Math.round(pairs))
        .with("gflops", 2 * rank * pairs / 1e9)
        .with("seconds", seconds)
        .with("peak_mb", PeakMemory.mebibytes());
  }

  private ItemVectors vectors(Dataset<Row> itemFactors) {
    return ItemVectors.of(VectorRows.read(itemFactors, items), IntStream.range(0, items).toArray());
  }

  private void lists(Dataset<Row> userFactors, ItemVectors vectors) {
    try (Broadcasts shared = new Broadcasts(userFactors.sparkSession())) {
      store(DistributedTopK.lists(userFactors, vectors, k, shared));
    }
  }

  private static void store(Dataset<Row> lists) {
    lists.write().format(NOWHERE).mode("overwrite").save();
  }

  private ALSModel model(Dataset<Row> userFactors, Dataset<Row> itemFactors) {
    return new ALSModel("benchmark", rank, userFactors.drop("seen"), itemFactors)
        .setUserCol("user")
        .setItemCol("item");
  }

  private static void multiply(Dataset<Row> users, ItemVectors items) {
    try (Broadcasts shared = new Broadcasts(users.sparkSession())) {
      Broadcast<ItemVectors> sent = shared.send(items);
      users
          .queryExecution()
          .toRdd()
          .toJavaRDD()
          .map(row -> row.getArray(1).toFloatArray())
          .mapPartitions(factors -> List.of(multiply(factors, sent.value())).iterator())
          .reduce(Float::sum);
    }
  }

  private static float multiply(Iterator<float[]> factors, ItemVectors items) {
    BatchTopK batch = new BatchTopK(items, 1, 0f);
    float check = 0;
    while (factors.hasNext()) {
      List<float[]> users = new ArrayList<>();
      while (factors.hasNext() && users.size() < BatchTopK.USERS) {
        users.add(factors.next());
      }
      check += batch.multiplyOnly(users.toArray(float[][]::new));
    }
    return check;
  }

  private boolean same(Dataset<Row> userFactors, Dataset<Row> itemFactors, ItemVectors vectors) {
    try (Broadcasts shared = new Broadcasts(userFactors.sparkSession())) {
      Dataset<Row> some = userFactors.where("id < " + check);
      Dataset<Row> lists = DistributedTopK.lists(some, vectors, k, shared);
      return agreeing(lists, some, itemFactors) == Math.min(users, check);
    }
  }

  /** Users whose lists are MLlib's. */
  private long agreeing(Dataset<Row> lists, Dataset<Row> some, Dataset<Row> itemFactors) {
    Dataset<Row> ours = lists.selectExpr("id", "items AS our_items", "scores AS our_scores");
    // So many that K are left without the seen ones.
    Dataset<Row> theirs =
        model(some, itemFactors)
            .recommendForAllUsers(k + seen)
            .withColumnRenamed("user", "id")
            .join(some.select("id", "seen"), "id")
            .selectExpr(
                "id",
                "slice(filter(recommendations, r -> NOT array_contains(seen, r.item)), 1, %d) AS best"
                    .formatted(k))
            .selectExpr("id", "best.item AS their_items", "best.rating AS their_scores");
    // Both add floats, in another order: two items may change places where their scores agree.
    String agree =
        "forall(sequence(0, size(our_items) - 1), p -> our_items[p] = their_items[p]"
            + " OR abs(our_scores[p] - their_scores[p]) <= 1e-5 * (1 + abs(our_scores[p])))";
    return ours.join(theirs, "id")
        .where("size(our_items) = size(their_items) AND " + agree)
        .count();
  }
}
