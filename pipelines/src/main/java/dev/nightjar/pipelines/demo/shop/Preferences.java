package dev.nightjar.pipelines.demo.shop;

import java.util.BitSet;

/**
 * What one user thinks of the items, worked out when first asked for, and what they have bought.
 */
final class Preferences {
  private final Shopper shopper;
  private final Liking taste;
  private final double[] utilities;
  private final BitSet known;
  private final BitSet owned;

  Preferences(Shopper shopper, Liking taste, int items) {
    this.shopper = shopper;
    this.taste = taste;
    this.utilities = new double[items];
    this.known = new BitSet(items);
    this.owned = new BitSet(items);
  }

  Shopper shopper() {
    return shopper;
  }

  double utility(Item item) {
    int number = item.number();
    if (!known.get(number)) {
      utilities[number] = taste.utility(shopper, item);
      known.set(number);
    }
    return utilities[number];
  }

  /** Factor on the chance that the item is chosen among others. */
  double pull(Item item) {
    return Math.exp(utility(item));
  }

  boolean owns(Item item) {
    return owned.get(item.number());
  }

  void buy(Item item) {
    owned.set(item.number());
  }
}
