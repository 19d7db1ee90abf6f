package dev.nightjar.pipelines.settings;

import java.io.Serializable;

/**
 * Implicit ALS (Hu, Koren, Volinsky 2008) as MLlib computes it.
 *
 * @param rank length of a factor
 * @param iterations alternations
 * @param regularization L2 penalty; MLlib multiplies it by the number of ratings of the user or
 *     item
 * @param alpha confidence of a rating r is 1 + alpha * |r|; below 0 it is one in a preference of 0
 * @param halfLifeDays an event counts half after so many days before events are summed into
 *     ratings, 0 never
 * @param blocks of users and of items, a task each; another number starts from other random factors
 * @param stepDecay weight of an event per newer event of the user
 * @param seed of the random start
 */
public record AlsSettings(
    int rank,
    int iterations,
    double regularization,
    double alpha,
    double halfLifeDays,
    int blocks,
    double stepDecay,
    long seed)
    implements Serializable {

  static AlsSettings from(SettingsReader in, long seed) {
    return new AlsSettings(
        in.integer("train.als.rank", 1, 1024),
        in.integer("train.als.iterations", 1, 200),
        in.decimal("train.als.regularization", 1e-9, 1e6),
        in.decimal("train.als.alpha", 1e-9, 1e6),
        in.decimal("train.als.half-life-days", 0, 100_000),
        in.integer("train.als.blocks", 1, 10_000),
        in.decimal("train.als.step-decay", 1e-6, 1),
        seed);
  }
}
