package dev.nightjar.pipelines.candidate.neighbour;

import dev.nightjar.pipelines.array.Bounds;
import dev.nightjar.pipelines.candidate.Decay;
import java.io.Serializable;

/**
 * Settings of the directional item-to-item model.
 *
 * @param window most steps between two events of a user that count as a pair
 * @param windowDays most days between them, 0 for no limit
 * @param distanceExponent a pair d steps apart counts d^-exponent
 * @param backward weight of a pair against the order of time, 0 to 1; 1 ignores direction
 * @param lastDamping exponent of the popularity of the touched item
 * @param nextDamping exponent of the popularity of the proposed item
 * @param halfLifeDays age after which a pair counts half, 0 counts all alike
 * @param neighbours most proposed items kept for a touched item
 * @param decay how the events of a history lose weight when it is scored
 */
public record ItemToItemOptions(
    int window,
    double windowDays,
    double distanceExponent,
    double backward,
    double lastDamping,
    double nextDamping,
    double halfLifeDays,
    int neighbours,
    Decay decay)
    implements Serializable {

  public static final ItemToItemOptions DEFAULT =
      new ItemToItemOptions(10, 0, 0.5, 0.6, 0.5, 0.4, 0, 500, new Decay(0.7, 0));

  public ItemToItemOptions {
    Bounds.within("train.item-to-item.window", window, 1, 10_000);
    Bounds.within("train.item-to-item.window-days", windowDays, 0, 100_000);
    Bounds.within("train.item-to-item.distance-exponent", distanceExponent, 0, 4);
    Bounds.within("train.item-to-item.backward", backward, 0, 1);
    Bounds.within("train.item-to-item.last-damping", lastDamping, 0, 2);
    Bounds.within("train.item-to-item.next-damping", nextDamping, 0, 2);
    Bounds.within("train.item-to-item.half-life-days", halfLifeDays, 0, 100_000);
    Bounds.within("train.item-to-item.neighbours", neighbours, 1, 100_000);
  }
}
