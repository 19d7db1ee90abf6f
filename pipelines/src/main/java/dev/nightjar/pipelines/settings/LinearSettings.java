package dev.nightjar.pipelines.settings;

import java.io.Serializable;

/**
 * Item-item ridge regression of the EASE family (Steck 2019).
 *
 * @param regularization ridge weight added to the diagonal of the item-item counts
 * @param dropout share of events that training hides at random, in closed form: the diagonal grows
 *     by dropout / (1 - dropout) times the item's count (Steck 2020, "Autoencoders that don't
 *     overfit towards the identity")
 * @param userDamping a user of n items counts (mean of n / n)^damping
 * @param exactItems up to so many items with events the whole system is solved at once
 * @param block above it, an item is solved among so many of its strongest neighbours
 * @param neighbours most weights kept for a touched item
 * @param stepDecay weight of a history item per newer item when the history is scored
 */
public record LinearSettings(
    double regularization,
    double dropout,
    double userDamping,
    int exactItems,
    int block,
    int neighbours,
    double stepDecay)
    implements Serializable {

  static LinearSettings from(SettingsReader in) {
    return new LinearSettings(
        in.decimal("train.linear.regularization", 1e-6, 1e9),
        in.decimal("train.linear.dropout", 0, 0.95),
        in.decimal("train.linear.user-damping", 0, 1),
        in.integer("train.linear.exact-items", 0, 20_000),
        in.integer("train.linear.block", 1, 5000),
        in.integer("train.linear.neighbours", 1, 100_000),
        in.decimal("train.linear.step-decay", 1e-6, 1));
  }
}
