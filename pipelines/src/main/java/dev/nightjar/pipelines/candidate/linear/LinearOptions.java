package dev.nightjar.pipelines.candidate.linear;

import dev.nightjar.pipelines.array.Bounds;
import dev.nightjar.pipelines.candidate.Decay;
import java.io.Serializable;

/**
 * Settings of the item-item linear model.
 *
 * @param regularization ridge weight added to the diagonal of the item-item counts
 * @param dropout share of events that training hides at random, in closed form: the diagonal grows
 *     by dropout / (1 - dropout) times the item's count (Steck 2020, "Autoencoders that don't
 *     overfit towards the identity")
 * @param userDamping a user of n items counts (mean of n / n)^damping
 * @param exactItems up to this many items with events the whole system is solved at once
 * @param block above it, each item is solved among its {@code block} strongest neighbours
 * @param neighbours most weights kept for a touched item
 * @param decay how the events of a history lose weight when it is scored
 */
public record LinearOptions(
    double regularization,
    double dropout,
    double userDamping,
    int exactItems,
    int block,
    int neighbours,
    Decay decay)
    implements Serializable {

  public static final LinearOptions DEFAULT =
      new LinearOptions(200, 0.2, 0.25, 5000, 300, 1000, Decay.NONE);

  public LinearOptions {
    Bounds.within("train.linear.regularization", regularization, 1e-6, 1e9);
    Bounds.within("train.linear.dropout", dropout, 0, 0.95);
    Bounds.within("train.linear.user-damping", userDamping, 0, 1);
    Bounds.within("train.linear.exact-items", exactItems, 0, 20_000);
    Bounds.within("train.linear.block", block, 1, 5000);
    Bounds.within("train.linear.neighbours", neighbours, 1, 100_000);
  }

  /** What is added to the diagonal for an item whose baskets have that weight together. */
  double ridge(double count) {
    return regularization + dropout / (1 - dropout) * count;
  }
}
