package dev.nightjar.pipelines.topk;

import dev.nightjar.pipelines.array.Vectors;
import java.util.Arrays;

/**
 * An order of items in which those of a block have vectors near one another: all are divided into
 * halves, each half again, down to a block, by where they stand along the line between the centres
 * of two groups (2-means on a sample). The same vectors give the same order everywhere.
 */
final class NearOrder {

  /** Items that find the two centres. */
  private static final int SAMPLE = 1000;

  private static final int ROUNDS = 4;

  private final Vectors vectors;
  private final int[] order;
  private final int block;

  private NearOrder(Vectors vectors, int[] order, int block) {
    this.vectors = vectors;
    this.order = order;
    this.block = block;
  }

  /** The items in that order; every block but the last is full. */
  static int[] of(Vectors vectors, int[] items, int block) {
    NearOrder near = new NearOrder(vectors, items.clone(), block);
    Arrays.sort(near.order);
    near.divide(0, items.length);
    return near.order;
  }

  private void divide(int from, int to) {
    int blocks = (to - from + block - 1) / block;
    if (blocks <= 1) {
      return;
    }
    float[] line = line(from, to);
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      int item = order[from + i];
      keys[i] = (long) TopItems.ordered(vectors.dotProduct(line, item)) << Integer.SIZE | item;
    }
    Arrays.parallelSort(keys);
    for (int i = 0; i < keys.length; i++) {
      order[from + i] = (int) keys[i];
    }
    int middle = from + blocks / 2 * block;
    divide(from, middle);
    divide(middle, to);
  }

  /** From the centre of one group to that of the other. */
  private float[] line(int from, int to) {
    int size = Math.min(SAMPLE, to - from);
    int[] sample = new int[size];
    for (int i = 0; i < size; i++) {
      sample[i] = order[(int) (from + (long) i * (to - from) / size)];
    }
    float[] first = vectors.at(farthest(sample, vectors.at(sample[0])));
    float[] second = vectors.at(farthest(sample, first));
    float[] line = difference(second, first);
    for (int round = 0; round < ROUNDS; round++) {
      double half = (square(second) - square(first)) / 2;
      double[][] sums = new double[2][vectors.dimension()];
      int[] counts = new int[2];
      for (int item : sample) {
        int group = vectors.dotProduct(line, item) > half ? 1 : 0;
        counts[group]++;
        for (int d = 0; d < vectors.dimension(); d++) {
          sums[group][d] += vectors.values()[item * vectors.dimension() + d];
        }
      }
      if (counts[0] == 0 || counts[1] == 0) {
        break;
      }
      first = mean(sums[0], counts[0]);
      second = mean(sums[1], counts[1]);
      line = difference(second, first);
    }
    return line;
  }

  private int farthest(int[] sample, float[] from) {
    int farthest = sample[0];
    double most = Double.NEGATIVE_INFINITY;
    for (int item : sample) {
      double distance = square(vectors.at(item)) - 2.0 * vectors.dotProduct(from, item);
      if (distance > most) {
        farthest = item;
        most = distance;
      }
    }
    return farthest;
  }

  private static double square(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    return square;
  }

  private static float[] difference(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int d = 0; d < a.length; d++) {
      difference[d] = a[d] - b[d];
    }
    return difference;
  }

  static float[] mean(double[] sums, int count) {
    float[] mean = new float[sums.length];
    for (int d = 0; d < mean.length; d++) {
      mean[d] = (float) (sums[d] / count);
    }
    return mean;
  }
}
