package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.run.StageRun;

/** The stage {@code ingest}. */
public final class IngestJob {

  private IngestJob() {}

  public static void execute(StageRun run) {
    run.say("nothing to do");
  }
}
