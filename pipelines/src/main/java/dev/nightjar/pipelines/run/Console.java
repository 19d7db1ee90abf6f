package dev.nightjar.pipelines.run;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a person what a run does: one line a step, and a sign of life while a step is long. */
public final class Console implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("nightjar");
  private static final int SIGN_OF_LIFE_SECONDS = 15;

  private final SparkContext context;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "console");
            thread.setDaemon(true);
            return thread;
          });

  public Console(SparkContext context) {
    this.context = context;
  }

  /** Says one line of a stage. */
  public void say(String stage, String line) {
    LOG.info(String.format(Locale.ROOT, "%-9s %s", stage, line));
  }

  /**
   * Starts a step; {@link Line#done} says that it ended well, closing stops the signs of life.
   *
   * @param progress what a sign of life says after so many seconds, empty for nothing
   */
  Line start(String stage, String what, DoubleFunction<String> progress) {
    return new Line(stage, what, progress);
  }

  /** The progress of a step that knows nothing better: how many of Spark's tasks are done. */
  DoubleFunction<String> tasks() {
    return seconds -> {
      int tasks = 0;
      int finished = 0;
      for (int id : context.statusTracker().getActiveStageIds()) {
        var info = context.statusTracker().getStageInfo(id);
        if (info.isDefined()) {
          tasks += info.get().numTasks();
          finished += info.get().numCompletedTasks();
        }
      }
      return tasks == 0 ? "" : finished + " of " + tasks + " tasks";
    };
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** A step from its start to its end, with a sign of life in between. */
  final class Line implements AutoCloseable {

    private final String stage;
    private final String what;
    private final DoubleFunction<String> progress;
    private final long start = System.nanoTime();
    private final ScheduledFuture<?> signs;

    Line(String stage, String what, DoubleFunction<String> progress) {
      this.stage = stage;
      this.what = what;
      this.progress = progress;
      this.signs =
          clock.scheduleAtFixedRate(
              this::sign, SIGN_OF_LIFE_SECONDS, SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
    }

    void done() {
      say(stage, String.format(Locale.ROOT, "%s, %.1f s", what, seconds()));
    }

    @Override
    public void close() {
      signs.cancel(false);
    }

    private void sign() {
      double seconds = seconds();
      String said = progress.apply(seconds);
      String rest = said.isEmpty() ? "" : ", " + said;
      say(stage, String.format(Locale.ROOT, "%s ... %.0f s%s", what, seconds, rest));
    }

    private double seconds() {
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
