package dev.nightjar.pipelines.report;

import dev.nightjar.pipelines.run.StageRun;

/** The stage {@code report}. */
public final class ReportJob {

  private ReportJob() {}

  public static void execute(StageRun run) {
    run.say("nothing to do");
  }
}
