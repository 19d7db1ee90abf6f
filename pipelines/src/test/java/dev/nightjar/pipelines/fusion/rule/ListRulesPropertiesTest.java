package dev.nightjar.pipelines.fusion.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fusion.rule.ItemRules.Boost;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every list under every rule, on drawn users, candidates and rules. */
final class ListRulesPropertiesTest {

  private static final int ITEMS = 120;
  private static final int ROUNDS = 300;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20251130})
  void everyListKeepsEveryRule(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Vectors vectors = vectors(random);
    int refilled = 0;
    for (int round = 0; round < ROUNDS; round++) {
      ListRules rules = drawn(random);
      RuledUser user = user(random);
      Candidates candidates = candidates(random);
      int top = 1 + random.nextInt(20);
      Selection list = rules.select(user, candidates, ListPlaces.of(top), vectors);
      int[] items = Arrays.stream(list.chosen()).map(c -> candidates.items()[c]).toArray();
      String told = "seed " + seed + ", round " + round + ": " + Arrays.toString(items);

      assertTrue(items.length <= top, told);
      assertEquals(items.length, Arrays.stream(items).distinct().count(), told);
      for (int item : items) {
        assertTrue(!user.isBlocked(item), told);
        for (ItemRule rule : rules.items().leaveOuts()) {
          assertTrue(!(rule.isFor(user) && rule.holds(item)), told);
        }
      }
      for (ItemCap cap : rules.caps()) {
        assertTrue(most(cap, items) <= cap.most(), told + " under " + cap.name());
      }
      if (rules.likeness().knowsTheSame()) {
        assertTrue(closest(vectors, items) < 1 - rules.likeness().margin(), told);
      }
      if (items.length < Math.min(top, candidates.size())) {
        assertTrue(nothingElseFits(rules, user, candidates, items, vectors), told);
      } else {
        refilled++;
      }
      assertArrayEquals(
          list.chosen(),
          rules.select(user, candidates, ListPlaces.of(top), vectors).chosen(),
          "again, " + told);
    }
    assertTrue(refilled > ROUNDS / 2, "only " + refilled + " lists were full");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3})
  void placesForNewItemsAreKeptAsWithoutRules(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ListRules idle =
        new ListRules(
            new ItemRules(List.of(new ItemRule("nothing", new BitSet(), 0)), List.of(), List.of()),
            List.of(),
            FreshItems.NONE,
            Likeness.FREE,
            false);
    for (int round = 0; round < ROUNDS; round++) {
      Candidates drawn = candidates(random);
      int salt = random.nextInt();
      Candidates candidates =
          new Candidates(
              drawn.items(), drawn.scores(), drawn.proposed(), c -> (c * 31 + salt) % 7 == 0);
      int within = 1 + random.nextInt(12);
      int forNew = random.nextInt(within + 1);
      int top = within + random.nextInt(12);
      int[] list =
          idle.select(
                  RuledUser.free(History.empty(1)),
                  candidates,
                  new ListPlaces(top, within, forNew),
                  Vectors.absent(ITEMS))
              .chosen();
      long all = IntStream.range(0, candidates.size()).filter(candidates.isNew()).count();
      long first =
          Arrays.stream(list, 0, Math.min(within, list.length)).filter(candidates.isNew()).count();
      String told = "seed " + seed + ", round " + round;
      assertEquals(Math.min(top, candidates.size()), list.length, told);
      assertTrue(first >= Math.min(Math.min(all, forNew), list.length), told);
    }
  }

  private static ListRules drawn(SplittableRandom random) {
    return new ListRules(
        new ItemRules(
            List.of(rule("off", random, 8), rule("off for some", random, 4)),
            List.of(),
            List.of(new Boost(rule("push", random, 5), (float) random.nextDouble(-2, 2)))),
        List.of(
            new ItemCap("rare", values(random, 12), 1 + random.nextInt(20), 1 + random.nextInt(3)),
            new ItemCap("common", values(random, 4), 5, 3)),
        new FreshItems(rule("fresh", random, 4).items(), new BitSet(), 8, random.nextInt(3)),
        new Likeness(random.nextInt(3) * 0.2, random.nextBoolean() ? 0.01 : Double.NaN),
        true);
  }

  private static ItemRule rule(String name, SplittableRandom random, int one) {
    BitSet items = new BitSet();
    for (int item = 0; item < ITEMS; item++) {
      items.set(item, random.nextInt(one) == 0);
    }
    return new ItemRule(name, items, random.nextInt(3) - 1);
  }

  private static int[] values(SplittableRandom random, int distinct) {
    return IntStream.range(0, ITEMS).map(i -> random.nextInt(distinct + 1) - 1).toArray();
  }

  private static RuledUser user(SplittableRandom random) {
    return new RuledUser(
        History.empty(1),
        random.nextBoolean() ? new int[] {0} : new int[] {1},
        IntStream.range(0, ITEMS).filter(i -> random.nextInt(20) == 0).toArray(),
        Optional.empty());
  }

  private static Candidates candidates(SplittableRandom random) {
    int[] items = IntStream.range(0, ITEMS).filter(i -> random.nextInt(2) == 0).toArray();
    float[] scores = new float[items.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(40) / 10f; // equal ones too
    }
    return Candidates.of(items, scores);
  }

  private static Vectors vectors(SplittableRandom random) {
    float[] values = new float[ITEMS * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5) - 2; // many of one direction
    }
    return new Vectors(ITEMS, 3, values);
  }

  private static int most(ItemCap cap, int[] items) {
    Map<Integer, Integer> counts = new HashMap<>();
    Arrays.stream(items, 0, Math.min(cap.within(), items.length))
        .map(item -> cap.values()[item])
        .filter(value -> value >= 0)
        .forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private static double closest(Vectors vectors, int[] items) {
    double closest = -1;
    for (int a = 0; a < items.length; a++) {
      for (int b = a + 1; b < items.length; b++) {
        closest = Math.max(closest, cosine(vectors, items[a], items[b]));
      }
    }
    return closest;
  }

  private static double cosine(Vectors vectors, int a, int b) {
    double lengths = Math.sqrt((double) vectors.dotProduct(a, a) * vectors.dotProduct(b, b));
    return lengths > 0 ? vectors.dotProduct(a, b) / lengths : -1;
  }

  /** Whether each candidate that is not listed breaks a rule in the next place. */
  private static boolean nothingElseFits(
      ListRules rules, RuledUser user, Candidates candidates, int[] items, Vectors vectors) {
    return Arrays.stream(candidates.items())
        .filter(item -> Arrays.stream(items).noneMatch(listed -> listed == item))
        .allMatch(
            item -> {
              int[] more = Arrays.copyOf(items, items.length + 1);
              more[items.length] = item;
              return user.isBlocked(item)
                  || rules.items().leaveOuts().stream()
                      .anyMatch(rule -> rule.isFor(user) && rule.holds(item))
                  || rules.caps().stream().anyMatch(cap -> most(cap, more) > cap.most())
                  || (rules.likeness().knowsTheSame()
                      && closest(vectors, more) >= 1 - rules.likeness().margin() - 1e-5);
            });
  }
}
