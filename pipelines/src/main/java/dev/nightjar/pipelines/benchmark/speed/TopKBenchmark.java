package dev.nightjar.pipelines.benchmark.speed;

import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.topk.BatchTopK;
import dev.nightjar.pipelines.topk.DistributedTopK;
import dev.nightjar.pipelines.topk.PackedItems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Times exact top-K over random factors: Nightjar, MLlib's {@code recommendForAllUsers}, and the
 * bare multiplication that any exact method must pay where lengths do not prune.
 *
 * @param check users whose lists are compared, all if there are no more
 */
public record TopKBenchmark(int users, int items, int rank, int k, long seed, int check) {
  private static final int WARM_UP = 2000;

  /** What the lists are stored in while they are timed: made, then dropped. */
  private static final String NOWHERE = "noop";

  public TopKBenchmark {
    require("--users", users);
    require("--items", items);
    require("--rank", rank);
    require("--k", k);
    require("--check", check);
  }

  private static void require(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " is " + value + "; give a number above 0");
    }
  }

  /** Runs all three and compares the lists. */
  public List<ResultLine> run(SparkSession spark) {
    Dataset<Row> userFactors =
        new RandomFactors(rank, seed).dataset(spark, users).persist(StorageLevel.MEMORY_ONLY());
    Dataset<Row> itemFactors =
        new RandomFactors(rank, seed + 1).dataset(spark, items).persist(StorageLevel.MEMORY_ONLY());
    Dataset<Row> warmUp = userFactors.where("id < " + WARM_UP).persist();
    try {
      warmUp.count();
      PackedItems packed = packed(itemFactors);
      multiply(warmUp, packed);
      ResultLine matmul = timed("matmul", () -> multiply(userFactors, packed));
      store(DistributedTopK.lists(warmUp, packed, k));
      ResultLine nightjar =
          timed(
              "nightjar", () -> store(DistributedTopK.lists(userFactors, packed(itemFactors), k)));
      store(model(warmUp, itemFactors).recommendForAllUsers(k));
      ResultLine mllib =
          timed("mllib", () -> store(model(userFactors, itemFactors).recommendForAllUsers(k)));
      String same = Boolean.toString(same(userFactors, itemFactors, packed));
      return List.of(nightjar.with("same", same), mllib.with("same", same), matmul);
    } finally {
      warmUp.unpersist();
      itemFactors.unpersist();
      userFactors.unpersist();
    }
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

  private static PackedItems packed(Dataset<Row> itemFactors) {
    List<Row> rows = itemFactors.orderBy("id").collectAsList();
    float[][] factors = new float[rows.size()][];
    for (int i = 0; i < factors.length; i++) {
      List<Float> values = rows.get(i).getList(1);
      factors[i] = new float[values.size()];
      for (int f = 0; f < factors[i].length; f++) {
        factors[i][f] = values.get(f);
      }
    }
    return PackedItems.of(IntStream.range(0, factors.length).toArray(), factors);
  }

  private static void store(Dataset<Row> lists) {
    lists.write().format(NOWHERE).mode("overwrite").save();
  }

  private ALSModel model(Dataset<Row> userFactors, Dataset<Row> itemFactors) {
    return new ALSModel("benchmark", rank, userFactors, itemFactors)
        .setUserCol("user")
        .setItemCol("item");
  }

  private static void multiply(Dataset<Row> users, PackedItems packed) {
    Broadcast<PackedItems> shared =
        JavaSparkContext.fromSparkContext(users.sparkSession().sparkContext()).broadcast(packed);
    users
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .map(row -> row.getArray(1).toFloatArray())
        .mapPartitions(factors -> List.of(multiply(factors, shared.value())).iterator())
        .reduce(Float::sum);
  }

  private static float multiply(Iterator<float[]> factors, PackedItems packed) {
    BatchTopK batch = new BatchTopK(packed, 1);
    float check = 0;
    while (factors.hasNext()) {
      List<float[]> tile = new ArrayList<>();
      while (factors.hasNext() && tile.size() < BatchTopK.TILE) {
        tile.add(factors.next());
      }
      check += batch.multiplyOnly(tile.toArray(float[][]::new));
    }
    return check;
  }

  private boolean same(Dataset<Row> userFactors, Dataset<Row> itemFactors, PackedItems packed) {
    Dataset<Row> some = userFactors.where("id < " + check);
    Dataset<Row> ours =
        DistributedTopK.lists(some, packed, k)
            .selectExpr("id", "items AS our_items", "scores AS our_scores");
    Dataset<Row> theirs =
        model(some, itemFactors)
            .recommendForAllUsers(k)
            .selectExpr(
                "user AS id",
                "transform(recommendations, r -> r.item) AS their_items",
                "transform(recommendations, r -> r.rating) AS their_scores");
    // Both add floats, in another order: two items may change places where their scores agree.
    String places = "sequence(0, size(our_items) - 1)";
    String agree =
        "forall("
            + places
            + ", p -> our_items[p] = their_items[p]"
            + " OR abs(our_scores[p] - their_scores[p]) <= 1e-5 * (1 + abs(our_scores[p])))";
    return ours.join(theirs, "id").where("size(our_items) = size(their_items) AND " + agree).count()
        == Math.min(users, check);
  }
}
