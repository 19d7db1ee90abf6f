package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.run.Refused;
import java.util.Locale;

/** Refuses a night whose lists are clearly worse than the live ones. */
final class Gate {

  private Gate() {}

  /**
   * Lets a night pass that is as good as the live one, or not much worse.
   *
   * @param live the live night's value
   * @param tonight this night's value
   * @param margin share of the live value that may be lost
   * @throws Refused when more is lost
   */
  static void check(String metric, String liveNight, double live, double tonight, double margin) {
    double least = live * (1 - margin);
    if (tonight < least) {
      throw new Refused(
          String.format(
              Locale.ROOT,
              "%s of fused is %.4f, below %.4f, which is the live night %s's %.4f less"
                  + " evaluate.gate.margin %.2f; the live lists stay. Look at the report, and if"
                  + " the new lists are right, run again with a larger margin",
              metric,
              tonight,
              least,
              liveNight,
              live,
              margin));
    }
  }
}
