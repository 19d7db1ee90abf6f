package dev.nightjar.pipelines.benchmark.gpu;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whether lists are the best items by scores in doubles.
 *
 * @param users how many lists were compared
 * @param same lists with the same items in the same order
 * @param tied lists that differ only between items whose scores floats cannot tell apart
 */
record TopKAgreement(int users, int same, int tied) {

  /** Relative to the largest possible score: the rounding of a sum of so many float products. */
  private static final double ROUNDING = 1e-6;

  /** Compares the lists of the first users with those of a full sort. */
  static TopKAgreement of(
      TopKSize size, float[] users, float[] items, long[][] positions, int compared) {
    int same = 0;
    int tied = 0;
    for (int user = 0; user < compared; user++) {
      double[] scores = scores(size, users, items, user);
      int[] best = best(scores, size.k());
      double slack = ROUNDING * size.rank();
      boolean equal = true;
      boolean close = true;
      for (int place = 0; place < size.k(); place++) {
        int given = (int) positions[user][place];
        equal &= given == best[place];
        close &= Math.abs(scores[given] - scores[best[place]]) <= slack;
      }
      same += equal ? 1 : 0;
      tied += !equal && close ? 1 : 0;
    }
    return new TopKAgreement(compared, same, tied);
  }

  boolean holds() {
    return same + tied == users;
  }

  private static double[] scores(TopKSize size, float[] users, float[] items, int user) {
    double[] scores = new double[size.items()];
    for (int factor = 0; factor < size.rank(); factor++) {
      double weight = users[user * size.rank() + factor];
      int row = factor * size.items();
      for (int item = 0; item < scores.length; item++) {
        scores[item] += weight * items[row + item];
      }
    }
    return scores;
  }

  /** The best positions, best first, ties by position. */
  private static int[] best(double[] scores, int k) {
    Integer[] order = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble((Integer item) -> -scores[item]));
    return Arrays.stream(order).limit(k).mapToInt(Integer::intValue).toArray();
  }
}
