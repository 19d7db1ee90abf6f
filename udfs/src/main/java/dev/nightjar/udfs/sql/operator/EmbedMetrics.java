package dev.nightjar.udfs.sql.operator;

import dev.nightjar.udfs.embed.EmbedCounters;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import scala.jdk.javaapi.CollectionConverters;

/** The figures that the Spark UI shows for an {@link EmbedTextsExec}. */
public final class EmbedMetrics implements Serializable {

  /** Name of the figure that counts texts whose vectors were made. */
  public static final String TEXTS = "distinct texts embedded";

  private final SQLMetric rows;
  private final SQLMetric texts;
  private final SQLMetric repeated;
  private final SQLMetric tokens;
  private final SQLMetric padded;
  private final SQLMetric batches;
  private final SQLMetric truncated;
  private final SQLMetric tokenizing;
  private final SQLMetric inference;
  private final SQLMetric waiting;

  EmbedMetrics(scala.collection.immutable.Map<String, SQLMetric> metrics) {
    rows = metrics.apply("numOutputRows");
    texts = metrics.apply("texts");
    repeated = metrics.apply("repeated");
    tokens = metrics.apply("tokens");
    padded = metrics.apply("paddedTokens");
    batches = metrics.apply("batches");
    truncated = metrics.apply("truncated");
    tokenizing = metrics.apply("tokenizeTime");
    inference = metrics.apply("inferenceTime");
    waiting = metrics.apply("waitTime");
  }

  static scala.collection.immutable.Map<String, SQLMetric> create(SparkContext spark) {
    Map<String, SQLMetric> metrics = new LinkedHashMap<>();
    metrics.put("numOutputRows", SQLMetrics.createMetric(spark, "number of output rows"));
    metrics.put("texts", SQLMetrics.createMetric(spark, TEXTS));
    metrics.put("repeated", SQLMetrics.createMetric(spark, "texts seen before"));
    metrics.put("tokens", SQLMetrics.createMetric(spark, "tokens"));
    metrics.put("paddedTokens", SQLMetrics.createMetric(spark, "tokens with padding"));
    metrics.put("batches", SQLMetrics.createMetric(spark, "batches"));
    metrics.put("truncated", SQLMetrics.createMetric(spark, "truncated texts"));
    metrics.put("tokenizeTime", timing(spark, "tokenize time"));
    metrics.put("inferenceTime", timing(spark, "inference time, all threads"));
    metrics.put("waitTime", timing(spark, "time waiting for vectors"));
    return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(metrics));
  }

  private static SQLMetric timing(SparkContext spark, String name) {
    return SQLMetrics.createNanoTimingMetric(spark, name, -1);
  }

  void addRow() {
    rows.add(1);
  }

  void addWait(long nanos) {
    waiting.add(nanos);
  }

  /** The figures that a partition's counters bring. */
  List<CountedMetric> of(EmbedCounters counters) {
    return List.of(
        new CountedMetric(texts, counters.texts),
        new CountedMetric(repeated, counters.repeated),
        new CountedMetric(tokens, counters.tokens),
        new CountedMetric(padded, counters.paddedTokens),
        new CountedMetric(batches, counters.batches),
        new CountedMetric(truncated, counters.truncated),
        new CountedMetric(tokenizing, counters.tokenizeNanos),
        new CountedMetric(inference, counters.inferenceNanos));
  }
}
