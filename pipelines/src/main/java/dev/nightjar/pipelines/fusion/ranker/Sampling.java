package dev.nightjar.pipelines.fusion.ranker;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Choices by a hash of ids and a seed: the same on every machine and in every order. */
final class Sampling {
  private Sampling() {}

  /** A number in [0, 1) that looks random (SplitMix64, Steele et al. 2014). */
  static double unit(long id, long seed) {
    return (mix(id, seed) >>> 11) * 0x1.0p-53;
  }

  private static long mix(long id, long seed) {
    long z = id * 0x9E3779B97F4A7C15L + seed * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The group with all its positives and at most {@code most} of its negatives. */
  static ExampleGroup negatives(ExampleGroup group, int most, long seed) {
    int[] items = group.items();
    long userSeed = mix(group.user(), seed);
    int[] negatives =
        IntStream.range(0, items.length)
            .filter(i -> group.labels()[i] == 0)
            .boxed()
            .sorted(Comparator.comparingLong(i -> mix(items[i], userSeed)))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
    int[] positives = IntStream.range(0, items.length).filter(i -> group.labels()[i] > 0).toArray();
    int[] kept =
        IntStream.concat(Arrays.stream(positives), Arrays.stream(negatives)).sorted().toArray();
    return kept.length == items.length ? group : subset(group, kept);
  }

  private static ExampleGroup subset(ExampleGroup group, int[] kept) {
    int width = group.width();
    int[] items = new int[kept.length];
    float[] features = new float[kept.length * width];
    float[] labels = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      items[i] = group.items()[kept[i]];
      labels[i] = group.labels()[kept[i]];
      System.arraycopy(group.features(), kept[i] * width, features, i * width, width);
    }
    return new ExampleGroup(group.user(), items, features, labels, group.targets());
  }
}
