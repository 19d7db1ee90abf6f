package dev.nightjar.pipelines.fusion.feature;

import dev.nightjar.pipelines.candidate.ItemRelations;
import java.util.List;

/**
 * Features of a candidate from what single liked items of the history say: the newest, the one that
 * speaks most for it, and all on average. A candidate that is in the history does not speak for
 * itself.
 */
final class Relations {
  private Relations() {}

  static List<String> names(String source) {
    return List.of(source + ".last", source + ".nearest", source + ".mean");
  }

  /**
   * Fills three columns, each in shares of its largest value; zeros where none is above 0.
   *
   * @param newest different items of the history, the newest first
   * @param items candidates, ascending
   */
  static void fill(ItemRelations relations, int[] newest, int[] items, FeatureColumns to) {
    float[][] related = relations.relate(newest, items);
    float[] last = new float[items.length];
    float[] nearest = new float[items.length];
    float[] mean = new float[items.length];
    int[] others = new int[items.length];
    for (int n = 0; n < newest.length; n++) {
      float[] one = related[n];
      for (int i = 0; i < items.length; i++) {
        if (items[i] == newest[n]) {
          continue;
        }
        last[i] = n == 0 ? one[i] : last[i];
        nearest[i] = Math.max(nearest[i], one[i]);
        mean[i] += one[i];
        others[i]++;
      }
    }
    for (int i = 0; i < items.length; i++) {
      mean[i] /= Math.max(1, others[i]);
    }
    to.fill(0, shares(last));
    to.fill(1, shares(nearest));
    to.fill(2, shares(mean));
  }

  private static float[] shares(float[] column) {
    float largest = 0;
    for (float value : column) {
      largest = Math.max(largest, value);
    }
    for (int i = 0; i < column.length; i++) {
      column[i] = share(column[i], largest);
    }
    return column;
  }

  /** Of a user's largest value, at least -1, so that users of long and short histories compare. */
  static float share(float value, float largest) {
    return largest > 0 ? Math.max(-1f, value / largest) : 0;
  }
}
