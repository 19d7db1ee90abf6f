package dev.nightjar.pipelines.topk;

import java.util.Arrays;

/**
 * The K best of the items offered, equal scores by the smaller item.
 *
 * <p>Offers go to a buffer of 2 K; when it is full, a selection keeps its best K and raises the
 * threshold. An offer so costs a store, and no heap is walked for items that a later one displaces.
 * Score and item share one long whose order is the order of the list.
 *
 * <p>Items may be offered by estimates. Then those that come within two errors of the K-th estimate
 * are kept as well, and the list is made of exact scores: K items have exact scores above the K-th
 * estimate less one error, so an item below it by two is none of the K best.
 */
public final class TopItems {
  private static final int SMALLEST_BUFFER = 32;

  /** The exact score of an item. */
  interface Exact {
    float score(int item);
  }

  private final int k;
  private final float floor;
  private final double error;
  private final Exact exact;
  private final long[] keys;
  private int size;
  private float threshold;

  private TopItems(int k, float floor, double error, Exact exact) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + "; a list holds 1 or more items");
    }
    this.k = k;
    this.floor = floor;
    this.error = error;
    this.exact = exact;
    this.keys = new long[Math.max(2 * k, SMALLEST_BUFFER)];
    this.threshold = error > 0 ? roundedDown(floor - error) : Math.nextUp(floor);
  }

  /**
   * An empty list that will hold up to {@code k} items, offered by their scores.
   *
   * @param floor a score that items must exceed
   */
  public static TopItems above(float floor, int k) {
    return new TopItems(k, floor, 0, null);
  }

  /**
   * The same of items that are offered by estimates.
   *
   * @param error by which an estimate strays from the exact score at most, above 0
   */
  static TopItems estimated(float floor, int k, double error, Exact exact) {
    return new TopItems(k, floor, error, exact);
  }

  /** What an item must reach to enter; it rises as items are offered. */
  public float threshold() {
    return threshold;
  }

  /**
   * Offers an item, each at most once.
   *
   * @param item 0 or more
   * @param score NaN never enters
   */
  public void offer(int item, float score) {
    if (score >= threshold) {
      keys[size++] = key(item, score);
      if (size == keys.length) {
        shrink();
      }
    }
  }

  /** The list, best first. */
  public TopList toList() {
    if (error > 0) {
      keepNear();
      makeExact();
    }
    keepBest();
    Arrays.sort(keys, 0, size);
    int[] items = new int[size];
    float[] scores = new float[size];
    for (int i = 0; i < size; i++) {
      long key = keys[size - 1 - i];
      items[i] = item(key);
      scores[i] = score(key);
    }
    return new TopList(items, scores);
  }

  private void shrink() {
    if (error > 0) {
      keepNear();
      if (size > keys.length / 4 * 3) { // many scores are alike: only exact ones tell which go
        makeExact();
        keepBest();
      }
    } else {
      keepBest();
      threshold = score(keys[k - 1]);
    }
  }

  /** Keeps what is within two errors of the K-th and raises the threshold to there. */
  private void keepNear() {
    if (size <= k) {
      return;
    }
    select();
    threshold = Math.max(threshold, roundedDown(score(keys[k - 1]) - 2 * error));
    int kept = k;
    for (int i = k; i < size; i++) {
      if (score(keys[i]) >= threshold) {
        keys[kept++] = keys[i];
      }
    }
    size = kept;
  }

  /** Puts exact scores in the place of estimates and drops those that are not above the floor. */
  private void makeExact() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int item = item(keys[i]);
      float score = exact.score(item);
      if (score > floor) {
        keys[kept++] = key(item, score);
      }
    }
    size = kept;
  }

  private void keepBest() {
    if (size > k) {
      select();
      size = k;
    }
  }

  /** Moves the k largest keys to the front, the smallest of them to k - 1 (Hoare's selection). */
  private void select() {
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
  }

  private static float roundedDown(double value) {
    return Math.nextDown((float) value);
  }

  private static long key(int item, float score) {
    return ((long) ordered(score) << 32) | (~item & 0xFFFFFFFFL);
  }

  /** A whole number that orders as the float does among others. */
  static int ordered(float score) {
    // Adding 0 turns -0 into 0, so that the two tie. Negative floats order by inverted bits.
    int bits = Float.floatToRawIntBits(score + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  private static int item(long key) {
    return ~(int) key;
  }

  private static float score(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
  }
}
