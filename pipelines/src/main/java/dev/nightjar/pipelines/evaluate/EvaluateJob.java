package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.run.StageRun;

/** The stage {@code evaluate}. */
public final class EvaluateJob {

  private EvaluateJob() {}

  public static void execute(StageRun run) {
    run.say("nothing to do");
  }
}
