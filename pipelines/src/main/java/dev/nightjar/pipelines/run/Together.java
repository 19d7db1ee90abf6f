package dev.nightjar.pipelines.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Parts of a stage that do not need each other, at the same time: while Spark plans one, the tasks
 * of another run. Closing waits for all of them, whether one failed or not.
 */
public final class Together implements AutoCloseable {

  /** What is persisted by so many parts at once must fit beside each other. */
  private static final int MOST_AT_ONCE = 4;

  private final List<Future<?>> started = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          MOST_AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "stage-part");
            thread.setDaemon(true);
            return thread;
          });

  /** Starts a part; asking for its result waits for it and throws what it threw. */
  public <T> Supplier<T> start(Supplier<T> part) {
    Future<T> running = threads.submit(part::get);
    started.add(running);
    return () -> result(running);
  }

  /** The results of parts in their order; of several failures the first in that order is thrown. */
  public static <T> List<T> all(List<Supplier<T>> parts) {
    try (Together together = new Together()) {
      List<Supplier<T>> results = parts.stream().map(together::start).toList();
      return results.stream().map(Supplier::get).toList();
    }
  }

  /** The same for parts without a result. */
  public static void run(Runnable... parts) {
    List<Supplier<Boolean>> answering = new ArrayList<>();
    for (Runnable part : parts) {
      answering.add(
          () -> {
            part.run();
            return true;
          });
    }
    all(answering);
  }

  @Override
  public void close() {
    for (Future<?> part : started) {
      try {
        part.get();
      } catch (ExecutionException e) {
        // Whoever asks for the result is told.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    threads.shutdownNow();
  }

  private static <T> T result(Future<T> part) {
    try {
      return part.get();
    } catch (ExecutionException e) {
      throw Together.<RuntimeException>same(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted; start it again", e);
    }
  }

  /** Spark's own exception is a checked one that Scala throws undeclared. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException same(Throwable failure) throws E {
    throw (E) failure;
  }
}
