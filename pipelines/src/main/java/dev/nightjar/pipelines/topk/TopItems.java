package dev.nightjar.pipelines.topk;

import java.util.Arrays;

/**
 * The K best of the items offered, equal scores by the smaller item.
 *
 * <p>Offers go to a buffer of 2 K; when it is full, a selection keeps its best K and raises the
 * threshold. An offer so costs a store, and no heap is walked for items that a later one displaces.
 * Score and item share one long whose order is the order of the list.
 */
public final class TopItems {
  private static final int SMALLEST_BUFFER = 32;

  private final int k;
  private final long[] keys;
  private int size;
  private float threshold = Float.NEGATIVE_INFINITY;

  /** An empty list that will hold up to {@code k} items. */
  public TopItems(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + "; a list holds 1 or more items");
    }
    this.k = k;
    this.keys = new long[Math.max(2 * k, SMALLEST_BUFFER)];
  }

  /** A score below which no item can enter; it rises as items are offered. */
  public float threshold() {
    return threshold;
  }

  /**
   * Offers an item, each at most once.
   *
   * @param item 0 or more
   * @param score any number but NaN
   */
  public void offer(int item, float score) {
    if (score < threshold) {
      return;
    }
    keys[size++] = key(item, score);
    if (size == keys.length) {
      keepBest();
      threshold = score(keys[k - 1]);
    }
  }

  /** The list, best first. */
  public TopList toList() {
    if (size > k) {
      keepBest();
    }
    Arrays.sort(keys, 0, size);
    int[] items = new int[size];
    float[] scores = new float[size];
    for (int i = 0; i < size; i++) {
      long key = keys[size - 1 - i];
      items[i] = ~(int) key;
      scores[i] = score(key);
    }
    return new TopList(items, scores);
  }

  /** Moves the k largest keys to the front, the smallest of them to k - 1 (Hoare's selection). */
  private void keepBest() {
    int low = 0;
    int high = size - 1;
    while (low < high) {
      long pivot = keys[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] > pivot) {
          i++;
        }
        while (keys[j] < pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = keys[i];
          keys[i++] = keys[j];
          keys[j--] = swapped;
        }
      }
      if (k - 1 <= j) {
        high = j;
      } else if (k - 1 >= i) {
        low = i;
      } else {
        break;
      }
    }
    size = k;
  }

  private static long key(int item, float score) {
    // Adding 0 turns -0 into 0, so that the two tie. Negative floats order by inverted bits.
    int bits = Float.floatToRawIntBits(score + 0f);
    int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ((long) ordered << 32) | (~item & 0xFFFFFFFFL);
  }

  private static float score(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
  }
}
