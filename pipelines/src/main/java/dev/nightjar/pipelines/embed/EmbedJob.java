package dev.nightjar.pipelines.embed;

import dev.nightjar.pipelines.run.StageRun;

/** The stage {@code embed}. */
public final class EmbedJob {

  private EmbedJob() {}

  public static void execute(StageRun run) {
    run.say("nothing to do");
  }
}
