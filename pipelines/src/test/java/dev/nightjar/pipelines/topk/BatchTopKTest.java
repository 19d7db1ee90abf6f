package dev.nightjar.pipelines.topk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTopKTest {
  private static final float NO_FLOOR = Float.NEGATIVE_INFINITY;

  @Test
  void listsEqualABruteForceReferenceForManyShapes() {
    for (int rank : new int[] {1, 3, 4, 10, 17}) {
      for (int items : new int[] {1, 7, 512, 513, 2000}) {
        for (int k : new int[] {1, 10, 40, 1000}) {
          long seed = 31L * rank + items + k;
          Random random = new Random(seed);
          Vectors vectors = eighths(random, items, rank);
          float[][] users = rows(eighths(random, 5, rank));
          compare(vectors, all(items), users, new int[5][], k, NO_FLOOR, "seed " + seed);
          compare(vectors, all(items), users, new int[5][], k, 0, "above 0, seed " + seed);
        }
      }
    }
  }

  /** In eighths every sum is exact, and many are equal: the reference of doubles is the truth. */
  @Test
  void aThousandUsersGetExactlyWhatDoublesGiveThem() {
    long seed = 17;
    Random random = new Random(seed);
    Vectors vectors = eighths(random, 1500, 64);
    float[][] users = rows(eighths(random, 1000, 64));
    int[] some = random.ints(0, 1500).distinct().limit(1200).sorted().toArray();
    int[][] leftOut = new int[users.length][];
    for (int u = 0; u < users.length; u++) {
      leftOut[u] = random.ints(u % 300, 0, 1500).sorted().distinct().toArray();
    }
    compare(vectors, some, users, leftOut, 100, 0, "seed " + seed);
  }

  /** Where sums are rounded, the scores of floats in the order of the features in fours decide. */
  @Test
  void aThousandUsersOfRoundedSumsGetWhatASortOfAllScoresGivesThem() {
    long seed = 18;
    Random random = new Random(seed);
    Vectors vectors = gaussian(random, 1200, 50);
    ItemVectors items = ItemVectors.of(vectors, all(1200));
    float[][] users = rows(gaussian(random, 1000, 50));
    TopList[] lists = lists(items, users, new int[users.length][], 100, NO_FLOOR);
    for (int u = 0; u < users.length; u++) {
      float[] user = users[u];
      int[] expected = sorted(all(1200), item -> items.score(user, item)).limit(100).toArray();
      assertArrayEquals(expected, lists[u].items(), "seed " + seed + ", user " + u);
      assertEquals(items.score(user, expected[99]), lists[u].scores()[99]);
    }
  }

  @Test
  void thousandsOfItemsThatAreAllAlikeGoByTheSmallerItem() {
    int count = 5000;
    Vectors vectors = new Vectors(count, 2, new float[2 * count]);
    for (int item = 0; item < count; item++) {
      vectors.values()[2 * item] = 0.1f;
      vectors.values()[2 * item + 1] = -0.7f;
    }
    int[] backwards = IntStream.range(0, count).map(i -> count - 1 - i).toArray();
    float[][] users = {{3, 0.3f}, {0, 0}};
    TopList[] lists = lists(ItemVectors.of(vectors, backwards), users, new int[2][], 20, NO_FLOOR);
    assertArrayEquals(all(20), lists[0].items());
    assertArrayEquals(all(20), lists[1].items());
  }

  @Test
  void aUserWhoHasSeenEverythingGetsAnEmptyList() {
    ItemVectors items = ItemVectors.of(new Vectors(2, 1, new float[] {1, 2}), all(2));
    TopList[] lists = lists(items, new float[][] {{1}}, new int[][] {{0, 1}}, 2, NO_FLOOR);
    assertEquals(0, lists[0].items().length);
  }

  @Test
  void oneItemIsAListAndNoItemIsNone() {
    Vectors vectors = new Vectors(2, 1, new float[] {1, 2});
    float[][] users = {{1}, {-1}};
    TopList[] one = lists(ItemVectors.of(vectors, new int[] {1}), users, new int[2][], 9, 0);
    assertArrayEquals(new int[] {1}, one[0].items());
    assertEquals(0, one[1].items().length, "not above 0");
    TopList[] none = lists(ItemVectors.of(vectors, new int[0]), users, new int[2][], 9, NO_FLOOR);
    assertEquals(0, none[0].items().length);
  }

  @Test
  void negativeScoresRankAboveNothingWhereThereIsNoFloor() {
    ItemVectors items = ItemVectors.of(new Vectors(2, 1, new float[] {-1, -2}), all(2));
    TopList list = lists(items, new float[][] {{1}}, new int[1][], 5, NO_FLOOR)[0];
    assertArrayEquals(new int[] {0, 1}, list.items());
    assertArrayEquals(new float[] {-1, -2}, list.scores());
  }

  @Test
  void zeroAndMinusZeroTieAndAreNotAboveZero() {
    ItemVectors items = ItemVectors.of(new Vectors(2, 1, new float[] {-0f, 0f}), all(2));
    float[][] user = {{1}};
    assertArrayEquals(all(2), lists(items, user, new int[1][], 2, NO_FLOOR)[0].items());
    assertEquals(0, lists(items, user, new int[1][], 2, 0)[0].items().length);
  }

  @Test
  void aListDoesNotDependOnTheUsersBesideIt() {
    Random random = new Random(5);
    ItemVectors items = ItemVectors.of(gaussian(random, 2000, 12), all(2000));
    float[][] users = rows(gaussian(random, BatchTopK.USERS, 12));
    TopList[] together = lists(items, users, new int[users.length][], 10, NO_FLOOR);
    for (int u = 0; u < users.length; u++) {
      TopList alone = lists(items, new float[][] {users[u]}, new int[1][], 10, NO_FLOOR)[0];
      assertArrayEquals(alone.items(), together[u].items());
      assertArrayEquals(alone.scores(), together[u].scores());
    }
  }

  @Test
  void shortVectorsBehindLongOnesAreSkippedWithoutChangingTheList() {
    Random random = new Random(6);
    Vectors vectors = eighths(random, 6000, 8);
    for (int i = 0; i < vectors.values().length; i++) {
      vectors.values()[i] *= 1 << (i / 8) % 7;
    }
    compare(vectors, all(6000), rows(eighths(random, 20, 8)), new int[20][], 10, 0, "seed 6");
  }

  @Test
  void prunedItemsGiveExactListsWhereEveryBlockIsSeen() {
    Random random = new Random(8);
    Vectors vectors = eighths(random, 3000, 8);
    float[][] users = rows(eighths(random, 50, 8));
    int[][] leftOut = new int[users.length][];
    leftOut[3] = random.ints(900, 0, 3000).sorted().distinct().toArray();
    ItemVectors items = ItemVectors.of(vectors, all(3000));
    TopList[] exact = lists(items, users, leftOut, 40, NO_FLOOR);
    assertSame(exact, lists(items.pruned(0.99), users, leftOut, 40, NO_FLOOR));
    // A list as long as the catalog, too, sees every block.
    assertSame(
        lists(items, users, leftOut, 3000, NO_FLOOR),
        lists(items.pruned(0.01), users, leftOut, 3000, NO_FLOOR));
  }

  /** 32 groups of 400 items, and users near the middle of one: a tenth holds what they want. */
  @Test
  void prunedItemsFindWhatIsNearWhoeverIsBeside() {
    Random random = new Random(9);
    Vectors middles = gaussian(random, 32, 16);
    Vectors vectors = gaussian(random, 32 * 400, 16);
    for (int i = 0; i < vectors.values().length; i++) {
      int group = i / 16 % 32;
      vectors.values()[i] = middles.values()[group * 16 + i % 16] + vectors.values()[i] / 4;
    }
    float[][] users = rows(middles);
    int[][] leftOut = new int[users.length][];
    ItemVectors items = ItemVectors.of(vectors, all(vectors.count()));
    ItemVectors pruned = items.pruned(0.1);
    TopList[] exact = lists(items, users, leftOut, 50, NO_FLOOR);
    TopList[] found = lists(pruned, users, leftOut, 50, NO_FLOOR);
    long hits = 0;
    for (int u = 0; u < users.length; u++) {
      assertEquals(50, found[u].items().length);
      TopList alone = lists(pruned, new float[][] {users[u]}, new int[1][], 50, NO_FLOOR)[0];
      assertArrayEquals(alone.items(), found[u].items());
      int[] wanted = IntStream.of(exact[u].items()).sorted().toArray();
      hits += IntStream.of(found[u].items()).filter(contains(wanted)).count();
      for (int place = 0; place < 50; place++) {
        assertEquals(items.score(users[u], found[u].items()[place]), found[u].scores()[place]);
      }
    }
    assertTrue(hits > 0.9 * 50 * users.length, hits + " of " + 50 * users.length);
    assertEquals(3, pruned.seen(users[0], 50).cardinality(), "of 25 blocks");
  }

  @Test
  void factorsThatAreNotFiniteAreRefusedWithTheirItem() {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 3e38f}) {
      Vectors vectors = new Vectors(8, 1, new float[] {0, 0, 0, 0, 0, 0, 0, wrong});
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> ItemVectors.of(vectors, new int[] {7}));
      assertEquals(
          "item 7 has a factor that is not finite or above 1e+18; the model did not converge, train it again",
          e.getMessage());
    }
  }

  @Test
  void usersOfAnotherRankAreRefused() {
    ItemVectors items = ItemVectors.of(new Vectors(1, 2, new float[] {1, 2}), all(1));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> lists(items, new float[][] {{1, 2}, {1}}, new int[2][], 1, 0));
    assertEquals(
        "user 1 has 1 factors and the items have 2; train users and items together",
        e.getMessage());
  }

  @Test
  void aUserWhoseFactorIsNotFiniteIsRefusedByItsId() {
    ItemVectors items = ItemVectors.of(new Vectors(1, 1, new float[] {1}), all(1));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new BatchTopK(items, 1, 0)
                    .lists(new int[] {77}, new float[][] {{Float.NaN}}, new int[1][]));
    assertEquals(
        "user 77 has a factor that is not finite or above 1e+18; the model did not converge, train it again",
        e.getMessage());
  }

  @Test
  void anEmptyListLengthIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TopItems.above(0, 0));
    assertEquals("k is 0; a list holds 1 or more items", e.getMessage());
  }

  private static void compare(
      Vectors vectors,
      int[] some,
      float[][] users,
      int[][] leftOut,
      int k,
      float floor,
      String message) {
    TopList[] lists = lists(ItemVectors.of(vectors, some), users, leftOut, k, floor);
    for (int u = 0; u < users.length; u++) {
      float[] user = users[u];
      int[] open =
          leftOut[u] == null
              ? some
              : IntStream.of(some).filter(contains(leftOut[u]).negate()).toArray();
      int[] expected =
          sorted(open, item -> inDoubles(user, vectors, item))
              .filter(item -> inDoubles(user, vectors, item) > floor)
              .limit(k)
              .toArray();
      assertArrayEquals(expected, lists[u].items(), message + ", user " + u);
      for (int place = 0; place < expected.length; place++) {
        assertEquals(inDoubles(user, vectors, expected[place]), lists[u].scores()[place]);
      }
    }
  }

  private static void assertSame(TopList[] expected, TopList[] lists) {
    for (int u = 0; u < expected.length; u++) {
      assertArrayEquals(expected[u].items(), lists[u].items());
      assertArrayEquals(expected[u].scores(), lists[u].scores());
    }
  }

  private static IntPredicate contains(int[] ascending) {
    return item -> Arrays.binarySearch(ascending, item) >= 0;
  }

  private static IntStream sorted(int[] items, IntToDoubleFunction score) {
    double[] scores = IntStream.of(items).mapToDouble(score).toArray();
    return IntStream.range(0, items.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparingInt(i -> items[i]))
        .mapToInt(i -> items[i]);
  }

  private static double inDoubles(float[] user, Vectors vectors, int item) {
    double sum = 0;
    for (int f = 0; f < user.length; f++) {
      sum += (double) user[f] * vectors.values()[item * user.length + f];
    }
    return sum;
  }

  private static TopList[] lists(
      ItemVectors items, float[][] users, int[][] leftOut, int k, float floor) {
    BatchTopK batch = new BatchTopK(items, k, floor);
    TopList[] lists = new TopList[users.length];
    for (int from = 0; from < users.length; from += BatchTopK.USERS) {
      int to = Math.min(users.length, from + BatchTopK.USERS);
      TopList[] some =
          batch.lists(
              IntStream.range(from, to).toArray(),
              Arrays.copyOfRange(users, from, to),
              Arrays.copyOfRange(leftOut, from, to));
      System.arraycopy(some, 0, lists, from, some.length);
    }
    return lists;
  }

  private static int[] all(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static float[][] rows(Vectors vectors) {
    return IntStream.range(0, vectors.count()).mapToObj(vectors::at).toArray(float[][]::new);
  }

  private static Vectors gaussian(Random random, int count, int rank) {
    float[] values = new float[count * rank];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Vectors(count, rank, values);
  }

  /** From -2 to 2. */
  private static Vectors eighths(Random random, int count, int rank) {
    float[] values = new float[count * rank];
    for (int i = 0; i < values.length; i++) {
      values[i] = (random.nextInt(33) - 16) / 8f;
    }
    return new Vectors(count, rank, values);
  }
}
