package dev.nightjar.pipelines.topk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.array.Vectors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NearOrderTest {

  /** Sixty points on a line, handed over shuffled, fall into blocks of neighbours. */
  @Test
  void blocksHoldNeighbours() {
    int count = 60;
    float[] values = new float[2 * count];
    for (int item = 0; item < count; item++) {
      values[2 * item] = item * 7 % count;
      values[2 * item + 1] = -3;
    }
    Vectors vectors = new Vectors(count, 2, values);
    int[] order = NearOrder.of(vectors, IntStream.range(0, count).toArray(), 10);
    for (int block = 0; block < 6; block++) {
      int[] places =
          Arrays.stream(order, 10 * block, 10 * block + 10)
              .map(item -> item * 7 % count)
              .sorted()
              .toArray();
      assertEquals(9, places[9] - places[0], () -> Arrays.toString(places));
    }
  }

  @Test
  void theOrderDoesNotDependOnTheOrderBefore() {
    Vectors vectors = new Vectors(9, 1, new float[] {4, 8, -1, 3, 8, 0, -0f, 7, 8});
    int[] order = NearOrder.of(vectors, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 2);
    assertArrayEquals(order, NearOrder.of(vectors, new int[] {8, 2, 5, 0, 7, 3, 1, 6, 4}, 2));
    assertArrayEquals(IntStream.range(0, 9).toArray(), Arrays.stream(order).sorted().toArray());
  }

  @Test
  void vectorsThatAreAllAlikeAreDividedByTheirItems() {
    int[] order = NearOrder.of(Vectors.zeros(7, 3), new int[] {6, 4, 2, 0, 1, 3, 5}, 2);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6}, order);
    assertEquals(0, NearOrder.of(Vectors.zeros(7, 3), new int[0], 2).length);
  }
}
