package dev.nightjar.udfs.sql.operator;

import dev.nightjar.udfs.embed.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Rows that wait for their vectors; read once, in order. */
final class Window {

  private final WindowRows rows;
  private final List<UnsafeRow> carried;
  private final List<Submission> vectors;
  private int next;

  Window(WindowRows rows, List<UnsafeRow> carried, List<Submission> vectors) {
    this.rows = rows;
    this.carried = carried;
    this.vectors = vectors;
  }

  boolean isEmpty() {
    return next == carried.size();
  }

  /**
   * The next row with its vectors.
   *
   * @param everySecond what the thread does while it waits for them
   */
  InternalRow next(EmbedMetrics metrics, Runnable everySecond) {
    List<float[]> found = new ArrayList<>(vectors.size());
    for (Submission column : vectors) {
      CompletableFuture<float[]> promise = column.vectors().get(next);
      found.add(promise == null ? null : await(promise, metrics, everySecond));
    }
    return rows.join(carried.get(next++), found);
  }

  /** Gives up the vectors that are not there yet. */
  void release() {
    vectors.forEach(Submission::release);
  }

  private static float[] await(
      CompletableFuture<float[]> promise, EmbedMetrics metrics, Runnable everySecond) {
    if (promise.isDone()) {
      return promise.join();
    }
    long start = System.nanoTime();
    try {
      while (true) {
        try {
          return promise.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          everySecond.run();
        }
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException("the task was stopped while it waited for vectors", e);
    } finally {
      metrics.addWait(System.nanoTime() - start);
    }
  }
}
