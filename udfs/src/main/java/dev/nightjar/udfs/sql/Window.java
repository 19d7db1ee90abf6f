package dev.nightjar.udfs.sql;

import dev.nightjar.udfs.embed.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  InternalRow next(EmbedMetrics metrics) {
    List<float[]> found = new ArrayList<>(vectors.size());
    for (Submission column : vectors) {
      CompletableFuture<float[]> promise = column.vectors().get(next);
      found.add(promise == null ? null : await(promise, metrics));
    }
    return rows.join(carried.get(next++), found);
  }

  /** Gives up the vectors that are not there yet. */
  void release() {
    vectors.forEach(Submission::release);
  }

  private static float[] await(CompletableFuture<float[]> promise, EmbedMetrics metrics) {
    if (promise.isDone()) {
      return promise.join();
    }
    long start = System.nanoTime();
    try {
      return promise.get();
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
