package dev.nightjar.pipelines.topk;

import dev.nightjar.pipelines.array.DotProduct;
import java.util.Arrays;

/**
 * Exact top-K of a batch of users against all packed items.
 *
 * <p>Scores are made a panel group at a time by blocked multiplication and never stored whole: a
 * row of panel maxima shows which of them can pass the user's K-th score, and only those are
 * offered. Sums run over features in order, so a score does not depend on the batch it is computed
 * in.
 */
public final class BatchTopK {
  /** Users a tile; with a group of panels its score rows take 256 KiB, half a usual L2. */
  public static final int TILE = 32;

  private static final int GROUP = 4;
  private static final int STRIP = 8;
  private static final int FEATURES = 8;

  /** Room for rounding: sums of float products stray from the real ones by far less. */
  private static final double SLACK = 1 + 1e-4;

  private static final int[] NOTHING_SEEN = {};

  private final PackedItems packed;
  private final int k;
  private final float[][][] scores = new float[GROUP][TILE][PackedItems.PANEL];
  private final float[] maxima = new float[PackedItems.PANEL];

  /** Work space for one thread. */
  public BatchTopK(PackedItems packed, int k) {
    this.packed = packed;
    this.k = k;
  }

  /**
   * The lists of up to {@link #TILE} users.
   *
   * @param users their vectors
   * @param seen per user the items to leave out, ascending; null where there are none
   */
  public TopList[] lists(float[][] users, int[][] seen) {
    int count = users.length;
    if (count > TILE || seen.length != count) {
      throw new IllegalArgumentException(
          count + " users and " + seen.length + " seen lists; give one each, up to " + TILE);
    }
    TopItems[] best = new TopItems[count];
    double[] lengths = new double[count];
    int[] active = new int[count];
    for (int u = 0; u < count; u++) {
      best[u] = new TopItems(k);
      lengths[u] = PackedItems.length(users[u], packed.rank(), "user " + u + " of the batch");
      active[u] = u;
    }
    for (int first = 0; first < packed.panels() && active.length > 0; first += GROUP) {
      int panels = Math.min(GROUP, packed.panels() - first);
      for (int p = 0; p < panels; p++) {
        multiply(users, active, packed.panel(first + p), scores[p]);
      }
      for (int a = 0; a < active.length; a++) {
        int u = active[a];
        select(best[u], seen[u] == null ? NOTHING_SEEN : seen[u], a, first, panels);
      }
      int next = first + panels;
      if (next < packed.panels()) {
        float length = packed.panelLength(next);
        active =
            Arrays.stream(active)
                .filter(u -> best[u].threshold() <= lengths[u] * length * SLACK)
                .toArray();
      }
    }
    return Arrays.stream(best).map(TopItems::toList).toArray(TopList[]::new);
  }

  /** Multiplies the users with every panel and keeps nothing: the cost without selection. */
  public float multiplyOnly(float[][] users) {
    int[] all = new int[users.length];
    Arrays.setAll(all, i -> i);
    float check = 0;
    for (int p = 0; p < packed.panels(); p++) {
      multiply(users, all, packed.panel(p), scores[p % GROUP]);
      check += scores[p % GROUP][0][0];
    }
    return check;
  }

  private void multiply(float[][] users, int[] active, float[][] panel, float[][] rows) {
    for (int start = 0; start < active.length; start += STRIP) {
      int end = Math.min(start + STRIP, active.length);
      for (int a = start; a < end; a++) {
        Arrays.fill(rows[a], 0);
      }
      for (int f = 0; f < packed.rank(); f += FEATURES) {
        for (int a = start; a < end; a++) {
          for (int at = f; at < Math.min(f + FEATURES, packed.rank()); at += 4) {
            addFeatures(rows[a], panel, users[active[a]], at);
          }
        }
      }
    }
  }

  /** Adds four features; those past the rank count 0. */
  private void addFeatures(float[] scores, float[][] panel, float[] user, int at) {
    int last = packed.rank() - 1;
    DotProduct.addFourFused(
        scores,
        panel[at],
        panel[Math.min(at + 1, last)],
        panel[Math.min(at + 2, last)],
        panel[Math.min(at + 3, last)],
        user[at],
        at + 1 > last ? 0 : user[at + 1],
        at + 2 > last ? 0 : user[at + 2],
        at + 3 > last ? 0 : user[at + 3]);
  }

  private void select(TopItems best, int[] seen, int row, int first, int panels) {
    float[] highest = scores[0][row];
    for (int p = 1; p < panels; p++) {
      Maxima.max(maxima, highest, scores[p][row]);
      highest = maxima;
    }
    // One step below the threshold, so that an equal score with a smaller item is looked at.
    float threshold = Math.nextDown(best.threshold());
    for (int start = 0; start < PackedItems.PANEL; start += 8) {
      if (Maxima.anyAbove(threshold, highest, start)) {
        for (int j = start; j < start + 8; j++) {
          if (highest[j] > threshold) {
            offer(best, seen, row, first, panels, j);
          }
        }
        threshold = Math.nextDown(best.threshold());
      }
    }
  }

  private void offer(TopItems best, int[] seen, int row, int first, int panels, int column) {
    for (int p = 0; p < panels; p++) {
      float score = scores[p][row][column];
      int position = (first + p) * PackedItems.PANEL + column;
      if (score >= best.threshold() && position < packed.size()) {
        int item = packed.item(position);
        if (Arrays.binarySearch(seen, item) < 0) {
          best.offer(item, score);
        }
      }
    }
  }
}
