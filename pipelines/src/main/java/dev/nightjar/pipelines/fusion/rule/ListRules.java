package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Vectors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Everything that is asked of lists besides the order of their scores. Leaving out goes before
 * pinning, pinning before all else; ties go to the smaller item.
 *
 * @param items rules about single items
 * @param caps on values of attributes
 * @param fresh places for fresh items
 * @param likeness of the items of a list to each other
 * @param blocks whether users have items that they are not shown
 */
public record ListRules(
    ItemRules items, List<ItemCap> caps, FreshItems fresh, Likeness likeness, boolean blocks)
    implements Serializable {

  /** Lists as the ranker makes them. */
  public static final ListRules NONE =
      new ListRules(ItemRules.NONE, List.of(), FreshItems.NONE, Likeness.FREE, false);

  static final String BLOCK_LIST = "block list";
  static final String FRESH = "fresh places";
  static final String NEW_ITEMS = "new items";
  static final String NEW_ITEM_SHARE = "share of new items";
  static final String DIVERSITY = "diversity";
  static final String NEAR_DUPLICATES = "near duplicates";
  static final String FULL_LENGTH = "full length";

  private static final List<String> BUILT_IN =
      List.of(
          BLOCK_LIST, FRESH, NEW_ITEMS, NEW_ITEM_SHARE, DIVERSITY, NEAR_DUPLICATES, FULL_LENGTH);

  public ListRules {
    caps = List.copyOf(caps);
  }

  public boolean isNone() {
    return items.equals(ItemRules.NONE)
        && caps.isEmpty()
        && fresh.least() == 0
        && likeness.isFree()
        && !blocks;
  }

  /** The items that are on nobody's list, by dense index. */
  public BitSet leftOutForEverybody() {
    return items.leftOutForEverybody();
  }

  /** The rules' names, in the order of the effects of a {@link Selection}. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    items.leaveOuts().forEach(rule -> names.add(rule.name()));
    items.pins().forEach(pin -> names.add(pin.rule().name()));
    items.boosts().forEach(boost -> names.add(boost.rule().name()));
    caps.forEach(cap -> names.add(cap.name()));
    names.addAll(BUILT_IN);
    return names;
  }

  /** How many rules there are. */
  int size() {
    return named() + BUILT_IN.size();
  }

  /** How many of them somebody gave a name; they come first. */
  public int named() {
    return firstCap() + caps.size();
  }

  int firstPin() {
    return items.leaveOuts().size();
  }

  int firstBoost() {
    return firstPin() + items.pins().size();
  }

  int firstCap() {
    return firstBoost() + items.boosts().size();
  }

  int builtIn(String name) {
    return named() + BUILT_IN.indexOf(name);
  }

  /** The first rule that keeps the item off the user's list whatever else is on it, or none. */
  int closedBy(RuledUser user, int item) {
    if (user.isBlocked(item)) {
      return builtIn(BLOCK_LIST);
    }
    if (fresh.withoutEvents().get(item) && !user.keeps(item)) {
      return builtIn(NEW_ITEM_SHARE);
    }
    List<ItemRule> leaveOuts = items.leaveOuts();
    for (int rule = 0; rule < leaveOuts.size(); rule++) {
      if (leaveOuts.get(rule).holds(item) && leaveOuts.get(rule).isFor(user)) {
        return rule;
      }
    }
    return Holds.NONE;
  }

  /** The same by its name; empty where there is none. */
  public Optional<String> nameOfClosing(RuledUser user, int item) {
    int rule = closedBy(user, item);
    return rule == Holds.NONE ? Optional.empty() : Optional.of(names().get(rule));
  }

  /**
   * The items that a list may have: those proposed, and of the user's pins those that it may have
   * too.
   *
   * @param proposed ascending
   * @param mayList of an item that no source proposed
   * @return ascending
   */
  public int[] candidates(RuledUser user, int[] proposed, IntPredicate mayList) {
    int[] pinned =
        items.pins().stream()
            .filter(pin -> pin.rule().isFor(user))
            .flatMapToInt(pin -> pin.rule().items().stream())
            .filter(item -> Arrays.binarySearch(proposed, item) < 0)
            .filter(mayList)
            .toArray();
    return pinned.length == 0
        ? proposed
        : IntStream.concat(IntStream.of(proposed), IntStream.of(pinned))
            .sorted()
            .distinct()
            .toArray();
  }

  /**
   * Makes a list of the candidates.
   *
   * @param places how long a list is, and what new items have of it
   * @param vectors of the catalog's items
   */
  public Selection select(
      RuledUser user, Candidates candidates, ListPlaces places, Vectors vectors) {
    return new Filling(this, user, candidates, places, vectors).selection();
  }
}
