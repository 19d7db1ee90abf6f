package dev.nightjar.pipelines.array;

import java.util.Arrays;

/** Selects the best of many scores: largest first, ties to the smaller index. */
public final class Top {
  private Top() {}

  /**
   * Indexes of the {@code most} largest scores above {@code floor}, best first. NaN is never
   * selected.
   */
  public static int[] of(float[] scores, int most, float floor) {
    int[] heap = new int[Math.min(most, scores.length)];
    int size = 0;
    for (int index = 0; index < scores.length; index++) {
      float score = scores[index];
      if (!(score > floor)) {
        continue;
      }
      if (size < heap.length) {
        heap[size++] = index;
        up(heap, size - 1, scores);
      } else if (size > 0 && score > scores[heap[0]]) {
        heap[0] = index;
        down(heap, size, scores);
      }
    }
    int[] best = new int[size];
    for (int place = size - 1; place >= 0; place--) {
      best[place] = heap[0];
      heap[0] = heap[place];
      down(heap, place, scores);
    }
    return best;
  }

  /** Positions of {@code scores} sorted best first, ties to the smaller {@code items}. */
  public static int[] order(float[] scores, int[] items) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> {
          int byScore = Float.compare(scores[b], scores[a]);
          return byScore != 0 ? byScore : Integer.compare(items[a], items[b]);
        });
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  private static boolean worse(int a, int b, float[] scores) {
    return scores[a] < scores[b] || (scores[a] == scores[b] && a > b);
  }

  private static void up(int[] heap, int from, float[] scores) {
    int child = from;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!worse(heap[child], heap[parent], scores)) {
        return;
      }
      swap(heap, child, parent);
      child = parent;
    }
  }

  private static void down(int[] heap, int size, float[] scores) {
    int parent = 0;
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      if (child + 1 < size && worse(heap[child + 1], heap[child], scores)) {
        child++;
      }
      if (!worse(heap[child], heap[parent], scores)) {
        return;
      }
      swap(heap, child, parent);
      parent = child;
    }
  }

  private static void swap(int[] heap, int a, int b) {
    int item = heap[a];
    heap[a] = heap[b];
    heap[b] = item;
  }
}
