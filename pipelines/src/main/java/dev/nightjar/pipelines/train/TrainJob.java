package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.run.StageRun;

/** The stage {@code train}. */
public final class TrainJob {

  private TrainJob() {}

  public static void execute(StageRun run) {
    run.say("nothing to do");
  }
}
