package dev.nightjar.pipelines.candidate.neighbour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import scala.Tuple2;

class PairSumsTest {
  private static final int ITEMS = 50;

  @Test
  void aTableAndAMapHoldTheSameSums() {
    SplittableRandom random = new SplittableRandom(7);
    PairSums table = new DensePairs(ITEMS);
    PairSums map = new HashedPairs(ITEMS * ITEMS);
    for (int round = 0; round < 2; round++) { // a drained one starts anew
      long total = 0;
      for (int i = 0; i < 3000; i++) {
        int from = random.nextInt(ITEMS - 1); // nothing begins at the last item
        int to = random.nextInt(ITEMS);
        long weight = random.nextInt(4); // 0 among them
        table.add(from, to, weight);
        map.add(from, to, weight);
        total += weight;
      }
      assertEquals(total, assertSame(map.drain(), table.drain()));
    }
    assertTrue(table.drain().isEmpty());
    assertTrue(map.drain().isEmpty());
  }

  private static long assertSame(
      List<Tuple2<Integer, SumRow>> expected, List<Tuple2<Integer, SumRow>> actual) {
    long total = 0;
    assertEquals(expected.size(), actual.size());
    for (int row = 0; row < expected.size(); row++) {
      assertEquals(expected.get(row)._1(), actual.get(row)._1());
      assertArrayEquals(expected.get(row)._2().targets(), actual.get(row)._2().targets());
      assertArrayEquals(expected.get(row)._2().sums(), actual.get(row)._2().sums());
      for (long sum : actual.get(row)._2().sums()) {
        assertTrue(sum > 0);
        total += sum;
      }
    }
    return total;
  }

  @Test
  void aMapAsksToBeDrainedAndATableNeverDoes() {
    PairSums map = new HashedPairs(2);
    PairSums table = new DensePairs(3);
    for (int to = 0; to < 3; to++) {
      assertEquals(to >= 2, map.isFull());
      map.add(0, to, 1);
      table.add(0, to, 1);
    }
    assertFalse(table.isFull());
  }

  @Test
  void smallCatalogsGetATableAndLargeOnesAMap() {
    assertInstanceOf(DensePairs.class, PairSums.of(10));
    assertInstanceOf(HashedPairs.class, PairSums.of(PairSums.DENSE_ITEMS + 1));
  }

  @Test
  void pairsAreRefusedWhereverTheyAreAdded() {
    long half = 1L << 62;
    for (PairSums sums : List.of(new DensePairs(3), new HashedPairs(9))) {
      sums.add(1, 2, half);
      assertOverflow(2, () -> sums.add(1, 2, half));
    }
    SumRow row = new SumRow(new int[] {0, 2}, new long[] {1, half});
    assertOverflow(2, () -> row.plus(row));
  }

  private static void assertOverflow(int item, Executable sum) {
    String said = assertThrows(ArithmeticException.class, sum).getMessage();
    assertTrue(
        said.startsWith("the events of the item with number " + item + " in item_index weigh"),
        said);
  }
}
