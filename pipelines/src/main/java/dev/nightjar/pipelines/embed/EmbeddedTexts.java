package dev.nightjar.pipelines.embed;

import dev.nightjar.udfs.sql.operator.EmbedMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Counts the texts that Spark's tasks have embedded: running ones say it with every heartbeat. */
final class EmbeddedTexts extends SparkListener {

  private final Map<Long, Long> byTask = new ConcurrentHashMap<>();

  /** Texts embedded since the listener was added. */
  long count() {
    return byTask.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    CollectionConverters.asJava(heartbeat.accumUpdates())
        .forEach(task -> note((Long) task._1(), task._4()));
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskInfo().successful()) {
      note(end.taskInfo().taskId(), end.taskInfo().accumulables());
    } else {
      byTask.remove(end.taskInfo().taskId());
    }
  }

  private void note(long task, Iterable<AccumulableInfo> figures) {
    for (AccumulableInfo figure : CollectionConverters.asJava(figures)) {
      boolean texts = figure.name().isDefined() && figure.name().get().equals(EmbedMetrics.TEXTS);
      if (texts && figure.update().isDefined()) {
        byTask.put(task, ((Number) figure.update().get()).longValue());
      }
    }
  }
}
