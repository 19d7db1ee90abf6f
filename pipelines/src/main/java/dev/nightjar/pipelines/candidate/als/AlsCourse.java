package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Vectors;

/**
 * How one fit goes, beside its settings.
 *
 * @param start item factors that it starts from, zeros or absent where it has none
 * @param tolerance a fit ends after the iteration that lowered the objective by at most this share
 *     of it; below 0 for never
 * @param listener told of every iteration
 */
public record AlsCourse(Vectors start, double tolerance, IterationListener listener) {

  /** From random factors, through all iterations. */
  public static final AlsCourse COLD = cold((iteration, objective) -> {});

  /** The same with a listener. */
  public static AlsCourse cold(IterationListener listener) {
    return new AlsCourse(Vectors.absent(0), -1, listener);
  }
}
