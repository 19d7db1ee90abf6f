package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.table.Table;

/**
 * A night that nothing can judge: the log has no times, is very short, or its newest part is
 * missing.
 */
final class Unjudged {

  private Unjudged() {}

  /**
   * Leaves the night without metrics and says why.
   *
   * @throws IllegalStateException where the gate is on and an earlier published night was judged: a
   *     log that could be judged before has lost its newest part
   */
  static void leaveOut(StageRun run, TestUsers users) {
    String why = why(run, users);
    if (run.settings().evaluate().gate()) {
      LiveNight.judgedBefore(run)
          .ifPresent(
              night -> {
                throw new IllegalStateException(
                    why
                        + ", and night "
                        + night
                        + " could be judged: the log may be stale. Check the sources, lengthen"
                        + " train.window-days, or set evaluate.gate.enabled = false to publish"
                        + " unjudged lists");
              });
    }
    run.clearNight(Table.METRICS);
    run.remark("not evaluated: " + why);
  }

  private static String why(StageRun run, TestUsers users) {
    return users.size() == 0
        ? "nobody touched a new item in the last "
            + run.settings().train().windowDays()
            + " days before the end of night "
            + run.night()
            + " so that evaluate.relevant, "
            + run.settings().evaluate().relevant().sql()
            + ", counts it"
        : "the log before its last window teaches no ranker that could be judged by it";
  }
}
