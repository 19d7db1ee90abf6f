package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Bounds;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** Rules about single items: what stays off, what has its place, what stands higher or lower. */
public record ItemRules(List<ItemRule> leaveOuts, List<Pin> pins, List<Boost> boosts)
    implements Serializable {

  public static final ItemRules NONE = new ItemRules(List.of(), List.of(), List.of());

  /**
   * Gives the best of a rule's items one place.
   *
   * @param place from 0
   */
  public record Pin(ItemRule rule, int place) implements Serializable {

    /** Items that one pin chooses from, since all of them are scored for every user. */
    public static final int MOST_ITEMS = 100;

    public Pin {
      Bounds.within("items of pin " + rule.name(), rule.items().cardinality(), 0, MOST_ITEMS);
    }
  }

  /**
   * Adds to the scores of a rule's items before they are put in order.
   *
   * @param amount in units of the ranker's score
   */
  public record Boost(ItemRule rule, float amount) implements Serializable {}

  public ItemRules {
    leaveOuts = List.copyOf(leaveOuts);
    pins = List.copyOf(pins);
    boosts = List.copyOf(boosts);
  }

  /** All of them: what stays off, what is pinned, what is boosted. */
  public List<ItemRule> all() {
    return Stream.of(
            leaveOuts.stream(), pins.stream().map(Pin::rule), boosts.stream().map(Boost::rule))
        .flatMap(rules -> rules)
        .toList();
  }

  /** The items that are on nobody's list. */
  BitSet leftOutForEverybody() {
    BitSet all = new BitSet();
    forEverybody().forEach(rule -> all.or(rule.items()));
    return all;
  }

  /** What leaves items out whoever the user is. */
  public List<ItemRule> forEverybody() {
    return leaveOuts.stream().filter(ItemRule::isForEverybody).toList();
  }
}
