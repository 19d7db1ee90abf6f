package dev.nightjar.pipelines.benchmark.speed;

import com.sun.management.OperatingSystemMXBean;
import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.udfs.embed.model.Tokenizers;
import dev.nightjar.udfs.sql.ModelCard;
import dev.nightjar.udfs.sql.function.EmbedSetting;
import dev.nightjar.udfs.token.Tokens;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Times the embedding of a file's texts: what the runtime alone can do, Nightjar's SQL function,
 * the same with ten copies of every text, and the two ways in which embedding is mostly written,
 * row at a time and fixed batches in arrival order.
 *
 * @param texts a file with a text a line
 * @param sample texts to take, evenly over the file; 0 for all
 * @param model {@code minilm} or the URI of a model directory
 */
public record EmbedBenchmark(String texts, int sample, String model) {

  private static final int WARM_UP = 64;

  /** Another text of about the same tokens, so that nothing is left of an earlier run. */
  private static final String OTHER_TEXT = "concat('. ', text) AS text";

  public EmbedBenchmark {
    if (sample < 0) {
      throw new IllegalArgumentException(
          "--sample is " + sample + "; give how many texts to take, or 0 for all");
    }
  }

  /** Runs all five on the same texts, one after another, each warm. */
  public List<ResultLine> run(SparkSession spark) {
    spark.conf().set(EmbedSetting.MODEL.key(), model);
    ModelCard card = ModelCard.of(spark);
    List<String> lines = lines(spark);
    tokens(card, lines.subList(0, Math.min(WARM_UP, lines.size())));
    long start = System.nanoTime();
    List<Tokens> tokens = tokens(card, lines);
    double tokenizing = (System.nanoTime() - start) / 1e9;
    long count = tokens.stream().mapToLong(Tokens::length).sum();
    int cores = spark.sparkContext().defaultParallelism();
    Dataset<Row> table =
        spark
            .createDataset(lines, Encoders.STRING())
            .repartition(2 * cores)
            .toDF("text")
            .persist(StorageLevel.MEMORY_ONLY());
    Dataset<Row> few = table.limit(WARM_UP);
    try (EmbedCeiling ceiling = EmbedCeiling.tuned(card, tokens, cores)) {
      NaiveEmbedding naive = new NaiveEmbedding(card);
      table.count();
      List<ResultLine> results = new ArrayList<>();
      results.add(timed("ceiling", lines.size(), count, () -> ceiling.run(tokens)));
      results.add(
          timed("sql", table, few, count, NaiveEmbedding::sql)
              .with("tokenize_seconds", tokenizing));
      Dataset<Row> copies = table.selectExpr(OTHER_TEXT, "explode(sequence(1, 10)) AS copy");
      results.add(timed("copies", copies, few, 10 * count, NaiveEmbedding::sql));
      results.add(timed("row", table, few, count, naive::rowByRow));
      results.add(timed("arrival", table, few, count, naive::inArrivalOrder));
      results.set(0, results.get(0).with("setup", ceiling.toString()));
      return results;
    } finally {
      table.unpersist();
    }
  }

  private interface Way {
    Dataset<?> embed(Dataset<Row> texts);
  }

  private static ResultLine timed(
      String model, Dataset<Row> texts, Dataset<Row> few, long tokens, Way way) {
    store(way.embed(few));
    return timed(model, texts.count(), tokens, () -> store(way.embed(texts)));
  }

  private static ResultLine timed(String model, long texts, long tokens, Runnable work) {
    PeakMemory.reset();
    long start = System.nanoTime();
    long cpu = cpuNanos();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    return ResultLine.of(model)
        .with("texts_per_s", texts / seconds)
        .with("tokens_per_s", Math.round(tokens / seconds))
        .with("seconds", seconds)
        .with("cpu_seconds", (cpuNanos() - cpu) / 1e9)
        .with("peak_mb", PeakMemory.mebibytes());
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void store(Dataset<?> vectors) {
    vectors.write().format("noop").mode("overwrite").save();
  }

  private List<String> lines(SparkSession spark) {
    List<String> all =
        spark.read().textFile(texts).filter("length(trim(value)) > 0").collectAsList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "--texts " + texts + " has no text; give a file with a text a line");
    }
    return sampled(all, sample);
  }

  /** Evenly over the list; 0 for all. */
  static List<String> sampled(List<String> all, int sample) {
    if (sample == 0 || sample >= all.size()) {
      return all;
    }
    List<String> some = new ArrayList<>(sample);
    for (int i = 0; i < sample; i++) {
      some.add(all.get((int) ((long) i * all.size() / sample)));
    }
    return some;
  }

  private static List<Tokens> tokens(ModelCard card, List<String> lines) {
    var tokenizer = Tokenizers.of(card.model()).cut();
    return lines.stream().map(tokenizer::encode).toList();
  }
}
