package dev.nightjar.pipelines.candidate.als;

import java.util.List;

/** Hears how far a fit is. */
@FunctionalInterface
public interface IterationListener {

  /**
   * Called on the driver after every iteration.
   *
   * @param iteration from 1
   * @param objective what {@link dev.nightjar.pipelines.candidate.als.step.Objective} says of the
   *     factors now
   */
  void iterated(int iteration, double objective);

  /** Called when the fit has ended; nothing is told where no text says anything. */
  default void ended(List<TextPull> pulls) {}
}
