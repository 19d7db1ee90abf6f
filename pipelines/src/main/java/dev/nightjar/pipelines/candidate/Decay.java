package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.array.Bounds;
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
    Bounds.within("step-decay", perStep, 1e-6, 1);
    Bounds.within("half-life-days", halfLifeDays, 0, 100_000);
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
