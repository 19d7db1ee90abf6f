package dev.nightjar.pipelines.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * Values that tasks share while datasets are made of them. Closing takes them back from driver and
 * executors, which else keep them until the driver's garbage collector finds them: close it when
 * all that was made of them is written.
 */
public final class Broadcasts implements AutoCloseable {
  private final JavaSparkContext context;
  private final List<Broadcast<?>> sent = new ArrayList<>();

  public Broadcasts(SparkSession spark) {
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** Sends a value to every executor that asks for it. */
  public <T> Broadcast<T> send(T value) {
    Broadcast<T> broadcast = context.broadcast(value);
    sent.add(broadcast);
    return broadcast;
  }

  @Override
  public void close() {
    sent.forEach(Broadcast::destroy);
    sent.clear();
  }
}
