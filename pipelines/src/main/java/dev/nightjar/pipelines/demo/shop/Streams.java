package dev.nightjar.pipelines.demo.shop;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Named random streams: what one decision draws never shifts what another one draws. */
public final class Streams {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;

  public Streams(long seed) {
    this.seed = seed;
  }

  /** The stream of a name and its keys; the same arguments always give the same numbers. */
  public SplittableRandom of(String name, long... keys) {
    long state = mix(seed + GOLDEN * name.hashCode());
    for (long key : keys) {
      state = mix(state + GOLDEN * (key + 1));
    }
    return new SplittableRandom(state);
  }

  /** One of the values, each as likely. */
  public static <T> T pick(RandomGenerator random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** An index drawn with probability proportional to its weight; -1 if all weights are zero. */
  static int weighted(RandomGenerator random, double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = random.nextDouble() * total;
    int last = -1;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  /** The finalizer of MurmurHash3 (Appleby), which spreads near keys over all 64 bits. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
