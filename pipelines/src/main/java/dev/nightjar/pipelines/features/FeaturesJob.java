package dev.nightjar.pipelines.features;

import dev.nightjar.pipelines.run.StageRun;

/** The stage {@code features}. */
public final class FeaturesJob {

  private FeaturesJob() {}

  public static void execute(StageRun run) {
    run.say("nothing to do");
  }
}
