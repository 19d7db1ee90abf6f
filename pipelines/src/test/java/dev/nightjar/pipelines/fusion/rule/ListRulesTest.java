package dev.nightjar.pipelines.fusion.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fusion.rule.ItemRules.Boost;
import dev.nightjar.pipelines.fusion.rule.ItemRules.Pin;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten items 0 to 9 whose scores fall with the item, worked out by hand. */
final class ListRulesTest {

  private static final Vectors NO_VECTORS = Vectors.absent(10);
  private static final RuledUser ANYBODY = RuledUser.free(History.empty(1));

  /** Items of one direction each: 0 and 1 the same, 2 near them, the others apart. */
  private static final Vectors VECTORS =
      new Vectors(
          10,
          2,
          new float[] {1, 0, 1, 0, 0.9f, 0.1f, 0, 1, -1, 0, 0, -1, -1, -1, 1, -1, -1, 1, 0, 0});

  @Test
  void withoutRulesTheOrderOfScoresStands() {
    assertList(ListRules.NONE, ANYBODY, 4, 0, 1, 2, 3);
    assertTrue(ListRules.NONE.isNone());
  }

  @Test
  void whatIsLeftOutIsRefilledFromBelowAndCountedWhereItStoodAboveTheLastPlace() {
    ListRules rules = rules(leaveOut("dear", ItemRule.EVERYBODY, 1, 2, 8));

    Selection list = assertList(rules, ANYBODY, 4, 0, 3, 4, 5);

    assertEquals(2, effect(rules, list, "dear", Effect.REMOVED), "8 stood below");
    assertEquals(0, list.heldBy()[1]);
    assertEquals(Selection.NO_RULE, list.heldBy()[6]);
  }

  @Test
  void aRuleForSomeUsersLeavesTheOthersAlone() {
    ListRules rules = rules(leaveOut("spirits", 3, 0));
    RuledUser young =
        new RuledUser(History.empty(1), new int[] {1, 3}, new int[0], Optional.empty());
    RuledUser old = new RuledUser(History.empty(2), new int[] {1}, new int[0], Optional.empty());

    assertList(rules, young, 2, 1, 2);
    assertList(rules, old, 2, 0, 1);
    assertTrue(rules.leftOutForEverybody().isEmpty());
  }

  @Test
  void whatIsBlockedForAUserIsNotShown() {
    ListRules rules =
        new ListRules(ItemRules.NONE, List.of(), FreshItems.NONE, Likeness.FREE, true);
    RuledUser user =
        new RuledUser(History.empty(1), new int[0], new int[] {0, 2}, Optional.empty());

    Selection list = assertList(rules, user, 3, 1, 3, 4);

    assertEquals(2, effect(rules, list, "block list", Effect.REMOVED));
  }

  @Test
  void thePinnedItemHasItsPlaceAlsoWhereNoSourceProposedIt() {
    ItemRule star = new ItemRule("star", bits(4, 9), ItemRule.EVERYBODY);
    ListRules rules = rules(new ItemRules(List.of(), List.of(new Pin(star, 1)), List.of()));

    assertArrayEquals(
        new int[] {0, 1, 9},
        rules.candidates(ANYBODY, new int[] {0, 1}, item -> item != 4),
        "the pin's item that the user may be shown");
    Candidates pinnedOnly =
        new Candidates(
            new int[] {0, 1, 2, 9},
            new float[] {4, 3, 2, 1},
            new boolean[] {true, true, true, false},
            candidate -> false);
    Selection list = rules.select(ANYBODY, pinnedOnly, ListPlaces.of(3), NO_VECTORS);
    assertArrayEquals(new int[] {0, 3, 1}, list.chosen(), "item 9 in the second place");
    assertEquals(1, effect(rules, list, "star", Effect.MOVED));

    Selection all = assertList(rules, ANYBODY, 3, 0, 4, 1);
    assertEquals(0, effect(rules, all, "star", Effect.UNSATISFIED));
  }

  @Test
  void leavingOutGoesBeforePinning() {
    ItemRule star = new ItemRule("star", bits(4), ItemRule.EVERYBODY);
    ListRules rules =
        rules(
            new ItemRules(
                List.of(new ItemRule("off", bits(4), ItemRule.EVERYBODY)),
                List.of(new Pin(star, 0)),
                List.of()));

    Selection list = assertList(rules, ANYBODY, 2, 0, 1);

    assertEquals(1, effect(rules, list, "star", Effect.UNSATISFIED));
  }

  @Test
  void aPinForAPlaceBelowTheLastCandidateComesUp() {
    ItemRule star = new ItemRule("star", bits(0), ItemRule.EVERYBODY);
    ListRules rules = rules(new ItemRules(List.of(), List.of(new Pin(star, 20)), List.of()));

    Selection list = rules.select(ANYBODY, ten(), ListPlaces.of(30), NO_VECTORS);

    assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0}, list.chosen());
  }

  @Test
  void aPinNamesAHundredItemsAtMost() {
    BitSet many = new BitSet();
    many.set(0, 101);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Pin(new ItemRule("all", many, ItemRule.EVERYBODY), 0));
    assertEquals("items of pin all is 101; set a number from 0 to 100", e.getMessage());
  }

  @Test
  void aBoostedItemStandsHigherAndADampedOneLower() {
    ListRules rules =
        rules(
            new ItemRules(
                List.of(),
                List.of(),
                List.of(
                    new Boost(new ItemRule("push", bits(4), ItemRule.EVERYBODY), 2.5f),
                    new Boost(new ItemRule("damp", bits(0), ItemRule.EVERYBODY), -1.5f))));

    Selection list = assertList(rules, ANYBODY, 4, 1, 0, 4, 2);

    assertEquals(1, effect(rules, list, "push", Effect.MOVED));
    assertEquals(1, effect(rules, list, "damp", Effect.MOVED));
  }

  @Test
  void aCapLetsTheRestOfItsKindWaitUntilTheFirstPlacesAreFull() {
    // 0 to 4 are of one value, 5 and 6 of another, the others of none.
    ItemCap cap = new ItemCap("kind", new int[] {0, 0, 0, 0, 0, 1, 1, -1, -1, -1}, 4, 2);
    ListRules rules = rules(cap);

    Selection list = assertList(rules, ANYBODY, 6, 0, 1, 5, 6, 2, 3);

    assertEquals(3, effect(rules, list, "kind", Effect.MOVED), "2, 3 and 4 let others go first");
    assertEquals(0, effect(rules, list, "kind", Effect.UNSATISFIED));
  }

  @Test
  void capsHoldEvenIfTheListIsShorterForIt() {
    ListRules rules = rules(new ItemCap("kind", new int[10], 5, 3));

    Selection list = assertList(rules, ANYBODY, 8, 0, 1, 2);

    assertEquals(1, effect(rules, list, "kind", Effect.UNSATISFIED));
    assertEquals(1, effect(rules, list, "full length", Effect.UNSATISFIED));
  }

  @Test
  void whatIsPinnedCountsForCaps() {
    ItemRule star = new ItemRule("star", bits(3), ItemRule.EVERYBODY);
    ListRules rules =
        new ListRules(
            new ItemRules(List.of(), List.of(new Pin(star, 2)), List.of()),
            List.of(new ItemCap("kind", new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, 3, 1)),
            FreshItems.NONE,
            Likeness.FREE,
            false);

    Selection list = rules.select(ANYBODY, ten(), ListPlaces.of(4), NO_VECTORS);

    // Item 3 takes the only place of its value, one of the other value has the first.
    assertArrayEquals(new int[] {4}, Arrays.copyOf(list.chosen(), 1));
    assertEquals(3, list.chosen()[1], "it comes up, since no other may have the second place");
  }

  @Test
  void freshItemsHaveTheLastOfTheFirstPlacesThatAreKeptForThem() {
    ListRules rules =
        new ListRules(
            ItemRules.NONE,
            List.of(),
            new FreshItems(bits(1, 7, 8), new BitSet(), 4, 2),
            Likeness.FREE,
            false);

    Selection list = assertList(rules, ANYBODY, 5, 0, 1, 2, 7, 3);

    assertEquals(1, effect(rules, list, "fresh places", Effect.MOVED));
    assertEquals(0, effect(rules, list, "fresh places", Effect.UNSATISFIED));
  }

  @Test
  void placesForFreshItemsThatNobodyHasAreFilledByOthers() {
    ListRules rules =
        new ListRules(
            ItemRules.NONE,
            List.of(),
            new FreshItems(bits(1), new BitSet(), 4, 3),
            Likeness.FREE,
            false);

    Selection list = assertList(rules, ANYBODY, 4, 0, 1, 2, 3);

    assertEquals(1, effect(rules, list, "fresh places", Effect.UNSATISFIED));
  }

  @Test
  void ofNearDuplicatesOnlyTheBetterOneIsListed() {
    ListRules same = rules(new Likeness(0, 0));
    Selection list = same.select(ANYBODY, ten(), ListPlaces.of(4), VECTORS);
    assertArrayEquals(new int[] {0, 2, 3, 4}, list.chosen());
    assertEquals(1, effect(same, list, "near duplicates", Effect.REMOVED));

    ListRules near = rules(new Likeness(0, 0.02));
    assertArrayEquals(
        new int[] {0, 3, 4, 5},
        near.select(ANYBODY, ten(), ListPlaces.of(4), VECTORS).chosen(),
        "0.9, 0.1 has the cosine 0.994 to 1, 0");
  }

  @Test
  void itemsWithoutVectorsAreNobodysDuplicates() {
    ListRules rules = rules(new Likeness(0, 0.5));
    Vectors zeros = Vectors.zeros(10, 2);

    assertArrayEquals(
        new int[] {0, 1, 2}, rules.select(ANYBODY, ten(), ListPlaces.of(3), zeros).chosen());
  }

  @Test
  void diversityWeighsUnlikenessAgainstTheScore() {
    // Relevance is 1 for item 0, 8/9 for 1, 7/9 for 2, 6/9 for 3. Beside 0, item 1 is worth
    // .7 * .889 - .3 * 1 = .322, item 2 .7 * .778 - .3 * .994 = .246, item 3 .7 * .667 = .467.
    ListRules rules = rules(new Likeness(0.3, Double.NaN));

    Selection list = rules.select(ANYBODY, ten(), ListPlaces.of(3), VECTORS);

    assertEquals(0, list.chosen()[0]);
    assertEquals(3, list.chosen()[1]);
    // Item 4 points away from 0 and is at right angles to 3: .7 * 5/9 = .389.
    assertEquals(4, list.chosen()[2]);
    assertEquals(2, effect(rules, list, "diversity", Effect.MOVED));
    assertEquals("diversity", rules.names().get(list.heldBy()[1]));
  }

  @Test
  void aUserWhoLostANewItemGetsNoOtherNewOne() {
    ListRules rules =
        new ListRules(
            ItemRules.NONE,
            List.of(),
            new FreshItems(bits(), bits(1, 2, 3), 0, 0),
            Likeness.FREE,
            true);
    RuledUser user =
        new RuledUser(History.empty(1), new int[0], new int[0], Optional.of(new int[] {2}));

    Selection list = assertList(rules, user, 3, 0, 2, 4);

    assertEquals(2, effect(rules, list, "share of new items", Effect.REMOVED));
    assertList(rules, ANYBODY, 3, 0, 1, 2);
  }

  private static Selection assertList(ListRules rules, RuledUser user, int top, int... items) {
    Selection list = rules.select(user, ten(), ListPlaces.of(top), NO_VECTORS);
    assertArrayEquals(items, list.chosen());
    return list;
  }

  private static int effect(ListRules rules, Selection list, String rule, Effect effect) {
    int at = rules.names().indexOf(rule);
    assertTrue(at >= 0, rule);
    return list.effects()[effect.of(at)];
  }

  private static Candidates ten() {
    return Candidates.of(
        IntStream.range(0, 10).toArray(), new float[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  }

  private static ListRules rules(ItemRules items) {
    return new ListRules(items, List.of(), FreshItems.NONE, Likeness.FREE, false);
  }

  private static ListRules rules(ItemCap cap) {
    return new ListRules(ItemRules.NONE, List.of(cap), FreshItems.NONE, Likeness.FREE, false);
  }

  private static ListRules rules(Likeness likeness) {
    return new ListRules(ItemRules.NONE, List.of(), FreshItems.NONE, likeness, false);
  }

  private static ItemRules leaveOut(String name, int users, int... items) {
    return new ItemRules(List.of(new ItemRule(name, bits(items), users)), List.of(), List.of());
  }

  static BitSet bits(int... items) {
    BitSet bits = new BitSet();
    Arrays.stream(items).forEach(bits::set);
    return bits;
  }
}
