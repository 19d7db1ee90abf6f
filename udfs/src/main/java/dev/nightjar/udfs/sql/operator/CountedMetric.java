package dev.nightjar.udfs.sql.operator;

import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.sql.execution.metric.SQLMetric;

/** A figure of one partition and the metric of its task, which may run several partitions. */
final class CountedMetric {

  private final SQLMetric metric;
  private final LongAdder counted;
  private long added;

  CountedMetric(SQLMetric metric, LongAdder counted) {
    this.metric = metric;
    this.counted = counted;
  }

  /** Adds what was counted since the last time; workers may go on counting meanwhile. */
  void catchUp() {
    long now = counted.sum();
    metric.add(now - added);
    added = now;
  }
}
