package dev.nightjar.pipelines.settings;

import java.io.Serializable;

/**
 * Directional co-occurrence.
 *
 * @param window most steps between two events of a user that count as a pair
 * @param windowDays most days between them, 0 for no limit
 * @param distanceExponent a pair d steps apart counts d^-exponent
 * @param backward weight of a pair against the order of time, 0 to 1; 1 ignores direction
 * @param lastDamping exponent of the popularity of the touched item
 * @param nextDamping exponent of the popularity of the proposed item
 * @param halfLifeDays a pair counts half after so many days, 0 never
 * @param neighbours most proposed items kept for a touched item
 * @param stepDecay weight of a history item per newer item when the history is scored
 */
public record ItemToItemSettings(
    int window,
    double windowDays,
    double distanceExponent,
    double backward,
    double lastDamping,
    double nextDamping,
    double halfLifeDays,
    int neighbours,
    double stepDecay)
    implements Serializable {

  static ItemToItemSettings from(SettingsReader in) {
    return new ItemToItemSettings(
        in.integer("train.item-to-item.window", 1, 10_000),
        in.decimal("train.item-to-item.window-days", 0, 100_000),
        in.decimal("train.item-to-item.distance-exponent", 0, 4),
        in.decimal("train.item-to-item.backward", 0, 1),
        in.decimal("train.item-to-item.last-damping", 0, 2),
        in.decimal("train.item-to-item.next-damping", 0, 2),
        in.decimal("train.item-to-item.half-life-days", 0, 100_000),
        in.integer("train.item-to-item.neighbours", 1, 100_000),
        in.decimal("train.item-to-item.step-decay", 1e-6, 1));
  }
}
