package dev.nightjar.pipelines.array;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random orders (Fisher and Yates). */
public final class Shuffle {
  private Shuffle() {}

  /** The numbers below {@code size} in a random order. */
  public static int[] of(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    inPlace(order, random);
    return order;
  }

  static void inPlace(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
