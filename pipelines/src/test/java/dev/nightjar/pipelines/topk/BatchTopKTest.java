package dev.nightjar.pipelines.topk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTopKTest {
  @Test
  void listsEqualAFullSortForManyShapes() {
    for (int rank : new int[] {1, 3, 4, 10, 17}) {
      for (int items : new int[] {1, 7, 512, 513, 5000}) {
        for (int k : new int[] {1, 10, 40}) {
          compareWithFullSort(rank, items, k, 31L * rank + items + k);
        }
      }
    }
  }

  @Test
  void equalScoresGoByTheSmallerItem() {
    int[] items = {900, 5, 70, 3, 41};
    float[][] factors = {{1}, {1}, {2}, {1}, {1}};
    TopList list = lists(PackedItems.of(items, factors), 4, new float[][] {{1}}, null)[0];
    assertArrayEquals(new int[] {70, 3, 5, 41}, list.items());
    assertArrayEquals(new float[] {2, 1, 1, 1}, list.scores());
  }

  @Test
  void tiesAcrossPanelsStillGoByTheSmallerItem() {
    int count = 3000;
    int[] items = IntStream.range(0, count).map(i -> count - 1 - i).toArray();
    float[][] factors = new float[count][];
    Arrays.fill(factors, new float[] {0.5f, -1});
    TopList list = lists(PackedItems.of(items, factors), 6, new float[][] {{3, 1}}, null)[0];
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, list.items());
  }

  @Test
  void seenItemsAreLeftOutAndTheNextBestFollow() {
    float[][] factors = {{5}, {4}, {3}, {2}};
    PackedItems packed = PackedItems.of(new int[] {0, 1, 2, 3}, factors);
    TopList list = lists(packed, 2, new float[][] {{1}}, new int[][] {{0, 2}})[0];
    assertArrayEquals(new int[] {1, 3}, list.items());
  }

  @Test
  void aUserWhoHasSeenEverythingGetsAnEmptyList() {
    PackedItems packed = PackedItems.of(new int[] {0, 1}, new float[][] {{1}, {2}});
    TopList list = lists(packed, 2, new float[][] {{1}}, new int[][] {{0, 1}})[0];
    assertEquals(0, list.items().length);
  }

  @Test
  void negativeScoresRankAboveNothing() {
    PackedItems packed = PackedItems.of(new int[] {0, 1}, new float[][] {{-1}, {-2}});
    TopList list = lists(packed, 5, new float[][] {{1}}, null)[0];
    assertArrayEquals(new int[] {0, 1}, list.items());
    assertArrayEquals(new float[] {-1, -2}, list.scores());
  }

  @Test
  void zeroAndMinusZeroTie() {
    PackedItems packed = PackedItems.of(new int[] {4, 2}, new float[][] {{0f}, {-0f}});
    assertArrayEquals(new int[] {2, 4}, lists(packed, 2, new float[][] {{1}}, null)[0].items());
  }

  @Test
  void aListDoesNotDependOnTheUsersBesideIt() {
    Random random = new Random(5);
    PackedItems packed = PackedItems.of(range(2000), gaussian(random, 2000, 12));
    float[][] users = gaussian(random, BatchTopK.TILE, 12);
    TopList[] together = lists(packed, 10, users, null);
    for (int u = 0; u < users.length; u++) {
      TopList alone = lists(packed, 10, new float[][] {users[u]}, null)[0];
      assertArrayEquals(alone.items(), together[u].items());
      assertArrayEquals(alone.scores(), together[u].scores());
    }
  }

  @Test
  void shortVectorsBehindLongOnesAreSkippedWithoutChangingTheList() {
    Random random = new Random(6);
    float[][] factors = gaussian(random, 6000, 8);
    for (int i = 0; i < factors.length; i++) {
      for (int f = 0; f < 8; f++) {
        factors[i][f] /= 1 + i % 100;
      }
    }
    checkAgainstFullSort(range(6000), factors, gaussian(random, 20, 8), 10, 6);
  }

  @Test
  void aFactorThatIsNotFiniteIsRefusedWithItsItem() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> PackedItems.of(new int[] {7}, new float[][] {{Float.NaN}}));
    assertEquals(
        "item 7 has a factor that is not finite; the model did not converge, train it again",
        e.getMessage());
  }

  @Test
  void usersOfAnotherRankAreRefused() {
    PackedItems packed = PackedItems.of(new int[] {0}, new float[][] {{1, 2}});
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> lists(packed, 1, new float[][] {{1}}, null));
    assertEquals(
        "user 0 of the batch has 1 factors and the items have 2; train users and items together",
        e.getMessage());
  }

  @Test
  void anEmptyListLengthIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new TopItems(0));
    assertEquals("k is 0; a list holds 1 or more items", e.getMessage());
  }

  private static void compareWithFullSort(int rank, int items, int k, long seed) {
    Random random = new Random(seed);
    int[] ids = range(items);
    checkAgainstFullSort(ids, gaussian(random, items, rank), gaussian(random, 5, rank), k, seed);
  }

  private static void checkAgainstFullSort(
      int[] ids, float[][] factors, float[][] users, int k, long seed) {
    TopList[] lists = lists(PackedItems.of(ids, factors), k, users, null);
    for (int u = 0; u < users.length; u++) {
      float[] scores = new float[ids.length];
      for (int i = 0; i < ids.length; i++) {
        float sum = 0;
        for (int f = 0; f < users[u].length; f++) {
          sum = Math.fma(users[u][f], factors[i][f], sum);
        }
        scores[i] = sum;
      }
      int[] expected =
          IntStream.range(0, ids.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
              .limit(k)
              .mapToInt(i -> ids[i])
              .toArray();
      assertArrayEquals(expected, lists[u].items(), "seed " + seed + ", user " + u);
      for (int position = 1; position < lists[u].scores().length; position++) {
        assertTrue(lists[u].scores()[position - 1] >= lists[u].scores()[position]);
      }
    }
  }

  private static TopList[] lists(PackedItems packed, int k, float[][] users, int[][] seen) {
    return new BatchTopK(packed, k).lists(users, seen == null ? new int[users.length][] : seen);
  }

  private static int[] range(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static float[][] gaussian(Random random, int count, int rank) {
    float[][] rows = new float[count][rank];
    for (float[] row : rows) {
      for (int f = 0; f < rank; f++) {
        row[f] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
