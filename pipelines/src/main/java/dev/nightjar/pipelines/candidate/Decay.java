package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.settings.CandidateSettings;
import java.io.Serializable;

/**
 * How fast an event loses weight: by the steps and by the days that lie between it and now.
 *
 * @param perStep factor for every later event of the same user, in (0, 1]; 1 ignores order
 * @param halfLifeDays days after which an event counts half; 0 ignores time
 */
public record Decay(double perStep, double halfLifeDays) implements Serializable {

  /** Neither order nor time counts. */
  public static final Decay NONE = new Decay(1, 0);

  public Decay {
    if (!(perStep > 0 && perStep <= 1 && halfLifeDays >= 0)) {
      throw new IllegalArgumentException(
          ("decay keeps %s of a weight a step and half of it in %s days;"
                  + " the first must be above 0 and at most 1, the second at least 0")
              .formatted(perStep, halfLifeDays));
    }
  }

  /**
   * Of events in what a user likes: text profile, categories, repetitions, facts for the ranker.
   */
  public static Decay ofTaste(CandidateSettings settings) {
    return new Decay(settings.tasteStepDecay(), settings.tasteHalfLifeDays());
  }

  /** The weight of the event at {@code position} of the history, its own weight included. */
  public double weight(History history, int position) {
    double weight = history.weights()[position];
    if (perStep < 1) {
      weight *= Math.pow(perStep, history.step(position));
    }
    return halfLifeDays > 0
        ? weight * Math.pow(2, -history.ages()[position] / halfLifeDays)
        : weight;
  }
}
