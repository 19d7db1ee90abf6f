package dev.nightjar.pipelines.candidate.neighbour;

import dev.nightjar.pipelines.array.FixedPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scala.Tuple2;

/** A growing hash map from an ordered pair of items to its sum, without boxed numbers. */
public final class HashedPairs implements PairSums {
  private static final long FREE = -1;

  private final int limit;
  private long[] keys = new long[1 << 12];
  private long[] sums = new long[1 << 12];
  private int size;

  /**
   * An empty map.
   *
   * @param limit pairs after which {@link #isFull} asks to drain it
   */
  HashedPairs(int limit) {
    this.limit = limit;
    Arrays.fill(keys, FREE);
  }

  @Override
  public boolean isFull() {
    return size >= limit;
  }

  @Override
  public void add(int from, int to, long weight) {
    if (weight == 0) {
      return;
    }
    if (2L * size >= keys.length) {
      grow();
    }
    put(((long) from << 32) | to, weight);
  }

  private void put(long key, long weight) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    if (keys[slot] == FREE) {
      keys[slot] = key;
      size++;
    }
    sums[slot] = FixedPoint.plus(sums[slot], weight, (int) key);
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldSums = sums;
    keys = new long[oldKeys.length * 2];
    sums = new long[oldKeys.length * 2];
    Arrays.fill(keys, FREE);
    size = 0;
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldKeys[slot] != FREE) {
        put(oldKeys[slot], oldSums[slot]);
      }
    }
  }

  @Override
  public List<Tuple2<Integer, SumRow>> drain() {
    long[] sorted = Arrays.stream(keys).filter(key -> key != FREE).sorted().toArray();
    List<Tuple2<Integer, SumRow>> rows = new ArrayList<>();
    int begin = 0;
    while (begin < sorted.length) {
      int from = (int) (sorted[begin] >>> 32);
      int end = begin;
      while (end < sorted.length && (int) (sorted[end] >>> 32) == from) {
        end++;
      }
      int[] targets = new int[end - begin];
      long[] values = new long[end - begin];
      for (int i = begin; i < end; i++) {
        targets[i - begin] = (int) sorted[i];
        values[i - begin] = get(sorted[i]);
      }
      rows.add(new Tuple2<>(from, new SumRow(targets, values)));
      begin = end;
    }
    Arrays.fill(keys, FREE);
    Arrays.fill(sums, 0);
    size = 0;
    return rows;
  }

  private long get(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return sums[slot];
  }
}
