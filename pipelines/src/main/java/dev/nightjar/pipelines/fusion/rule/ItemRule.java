package dev.nightjar.pipelines.fusion.rule;

import java.io.Serializable;
import java.util.BitSet;

/**
 * Which items a rule is about, and for whom.
 *
 * @param name by which it is counted
 * @param items by dense index
 * @param users the flag of its users, or {@link #EVERYBODY}
 */
public record ItemRule(String name, BitSet items, int users) implements Serializable {

  /** In the place of a flag. */
  public static final int EVERYBODY = -1;

  public ItemRule {
    items = (BitSet) items.clone();
  }

  boolean isForEverybody() {
    return users == EVERYBODY;
  }

  boolean isFor(RuledUser user) {
    return isForEverybody() || user.has(users);
  }

  boolean holds(int item) {
    return items.get(item);
  }
}
