package dev.nightjar.pipelines.publish;

import dev.nightjar.pipelines.run.StageRun;

/** The stage {@code publish}. */
public final class PublishJob {

  private PublishJob() {}

  public static void execute(StageRun run) {
    run.say("nothing to do");
  }
}
