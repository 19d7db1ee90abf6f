package dev.nightjar.pipelines.nightly;

import dev.nightjar.pipelines.Stage;
import java.util.List;

/**
 * Says where a night was when its process is asked to end, as by Ctrl-C: Spark stops at the same
 * moment, and what fails then says nothing of why.
 */
public final class Interruption implements AutoCloseable {

  private final boolean resumable;
  private final Thread hook;
  private volatile Stage stage;

  private Interruption(List<Stage> stages) {
    this.resumable = stages.size() > 1;
    this.stage = stages.get(0);
    this.hook = new Thread(() -> System.err.println(message()), "interruption");
  }

  /** Watches from now until it is closed. */
  static Interruption during(List<Stage> stages) {
    Interruption interruption = new Interruption(stages);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  void reached(Stage now) {
    stage = now;
  }

  /** What a person reads. */
  String message() {
    return "interrupted in " + stage.word() + "; run again" + (resumable ? " with --resume" : "");
  }

  /** Whether this process is ending, so that failures are its doing. */
  public static boolean isUnderWay() {
    Thread probe = new Thread(() -> {}, "probe");
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      return !Runtime.getRuntime().removeShutdownHook(probe);
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Override
  public void close() {
    if (!isUnderWay()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
