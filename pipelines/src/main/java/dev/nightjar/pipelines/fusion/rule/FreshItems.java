package dev.nightjar.pipelines.fusion.rule;

import java.io.Serializable;
import java.util.BitSet;

/**
 * Items that have not been there for long, and how many of the first places they have at least.
 *
 * @param items the fresh ones, by dense index
 * @param withoutEvents those of them that nobody has touched yet
 * @param within how many places are the first
 * @param least of them for fresh items, 0 for none
 */
public record FreshItems(BitSet items, BitSet withoutEvents, int within, int least)
    implements Serializable {

  public static final FreshItems NONE = new FreshItems(new BitSet(), new BitSet(), 0, 0);

  public FreshItems {
    items = (BitSet) items.clone();
    withoutEvents = (BitSet) withoutEvents.clone();
  }
}
