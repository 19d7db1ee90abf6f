package dev.nightjar.pipelines.rank;

import dev.nightjar.pipelines.run.StageRun;

/** The stage {@code rank}. */
public final class RankJob {

  private RankJob() {}

  public static void execute(StageRun run) {
    run.say("nothing to do");
  }
}
