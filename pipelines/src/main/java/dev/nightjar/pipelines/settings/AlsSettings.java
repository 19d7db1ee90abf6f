package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.choice.AlsSolver;
import java.io.Serializable;

/**
 * Implicit ALS (Hu, Koren, Volinsky 2008) with a penalty scaled by frequency (Rendle et al. 2021)
 * and item factors that are pulled to what their texts say.
 *
 * @param solver who fits
 * @param rank length of a factor
 * @param iterations alternations
 * @param regularization L2 penalty of a factor for each of its likes
 * @param frequencyOffset likes that all unobserved pairs count together, as a share of their weight
 * @param frequencyExponent of those counts; 0 penalises all factors alike
 * @param unobserved weight of a pair without events
 * @param alpha a rating r adds alpha * |r| to that weight; below 0 it is one of a preference of 0
 * @param textRegularization L2 penalty of the map from texts to factors
 * @param halfLifeDays an event counts half after so many days before events are summed into
 *     ratings, 0 never
 * @param stepDecay weight of an event per newer event of the user
 * @param blocks of users and of items, a task each; 0 for as many as the log asks for
 * @param seed of the random start
 */
public record AlsSettings(
    AlsSolver solver,
    int rank,
    int iterations,
    double regularization,
    double frequencyOffset,
    double frequencyExponent,
    double unobserved,
    double alpha,
    double textRegularization,
    double halfLifeDays,
    double stepDecay,
    int blocks,
    long seed)
    implements Serializable {

  static AlsSettings from(SettingsReader in, long seed) {
    return new AlsSettings(
        in.choice("train.als.solver", AlsSolver.class),
        in.integer("train.als.rank", 1, 1024),
        in.integer("train.als.iterations", 1, 200),
        in.decimal("train.als.regularization", 1e-9, 1e6),
        in.decimal("train.als.frequency-offset", 0, 1),
        in.decimal("train.als.frequency-exponent", 0, 2),
        in.decimal("train.als.unobserved-weight", 1e-9, 1e6),
        in.decimal("train.als.alpha", 1e-9, 1e6),
        in.decimal("train.als.text-regularization", 1e-9, 1e9),
        in.decimal("train.als.half-life-days", 0, 100_000),
        in.decimal("train.als.step-decay", 1e-6, 1),
        in.integer("train.als.blocks", 0, 10_000),
        seed);
  }

  /** The same with another solver. */
  public AlsSettings with(AlsSolver other) {
    return with(other, iterations);
  }

  /** The same with so many iterations. */
  public AlsSettings with(int alternations) {
    return with(solver, alternations);
  }

  private AlsSettings with(AlsSolver other, int alternations) {
    return new AlsSettings(
        other,
        rank,
        alternations,
        regularization,
        frequencyOffset,
        frequencyExponent,
        unobserved,
        alpha,
        textRegularization,
        halfLifeDays,
        stepDecay,
        blocks,
        seed);
  }
}
