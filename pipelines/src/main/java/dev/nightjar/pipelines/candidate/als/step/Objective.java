package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.choice.AlsSolver;
import java.io.Serializable;

/**
 * What the factors minimise: over all users u and items i the sum of {@code c (p - x_u y_i)^2},
 * where p is 1 for a like and else 0, and c is {@code unobserved + alpha |rating|} (Hu, Koren,
 * Volinsky 2008); and for every factor the square of its distance from zero, or from what its text
 * says, times a penalty that grows with the frequency (Rendle, Krichene, Zhang, Koren 2021).
 *
 * @param unobserved weight of a pair without a rating
 * @param alpha what a rating of 1 adds to that weight
 * @param regularization of a factor for each of its likes
 * @param others how many likes one of the other side counts without being liked
 * @param exponent of those counts
 */
public record Objective(
    double unobserved, double alpha, double regularization, double others, double exponent)
    implements Serializable {

  public static Objective of(AlsSettings settings) {
    boolean counted = settings.solver() == AlsSolver.NIGHTJAR; // MLlib counts likes alone
    return new Objective(
        settings.unobserved(),
        settings.alpha(),
        settings.regularization(),
        counted ? settings.unobserved() * settings.frequencyOffset() : 0,
        counted ? settings.frequencyExponent() : 1);
  }

  /** What a rating adds to the weight of its pair. */
  public double confidence(double rating) {
    return alpha * Math.abs(rating);
  }

  /**
   * The penalty of a factor.
   *
   * @param count of the other side's members that have a factor
   */
  public double penalty(int likes, int count) {
    return regularization * Math.pow(likes + others * count, exponent);
  }
}
