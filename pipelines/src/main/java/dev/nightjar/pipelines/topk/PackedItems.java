package dev.nightjar.pipelines.topk;

import java.io.Serializable;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Item factors in the layout that {@link BatchTopK} multiplies: panels of {@link #PANEL} items,
 * each panel one row per feature, items ordered from the longest vector to the shortest.
 *
 * <p>The order lets a user stop early: once the K-th score exceeds the user's length times that of
 * the next item, no later item can enter (Cauchy-Schwarz). Immutable once built, made to be
 * broadcast.
 */
public final class PackedItems implements Serializable {
  private static final long serialVersionUID = 1;

  /** Items a panel: eight score rows and eight feature rows of it fit in 32 KiB of L1. */
  static final int PANEL = 512;

  private final int rank;
  private final int[] items;
  private final float[][][] panels;
  private final float[] panelLengths;

  private PackedItems(int rank, int[] items, float[][][] panels, float[] panelLengths) {
    this.rank = rank;
    this.items = items;
    this.panels = panels;
    this.panelLengths = panelLengths;
  }

  /**
   * Packs item vectors.
   *
   * @param items the int of each item, distinct
   * @param factors its vector, all of the same length and finite
   */
  public static PackedItems of(int[] items, float[][] factors) {
    if (items.length == 0 || items.length != factors.length) {
      throw new IllegalArgumentException(
          items.length
              + " items and "
              + factors.length
              + " vectors; give one vector per item and at least one item");
    }
    int rank = factors[0].length;
    double[] lengths = new double[items.length];
    for (int i = 0; i < items.length; i++) {
      lengths[i] = length(factors[i], rank, "item " + items[i]);
    }
    int[] order =
        IntStream.range(0, items.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -lengths[i])
                    .thenComparingInt(i -> items[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int count = (items.length + PANEL - 1) / PANEL;
    float[][][] panels = new float[count][rank][PANEL];
    float[] panelLengths = new float[count];
    for (int p = 0; p < order.length; p++) {
      float[][] panel = panels[p / PANEL];
      for (int f = 0; f < rank; f++) {
        panel[f][p % PANEL] = factors[order[p]][f];
      }
      if (p % PANEL == 0) {
        panelLengths[p / PANEL] = (float) lengths[order[p]];
      }
    }
    int[] ordered = IntStream.of(order).map(i -> items[i]).toArray();
    return new PackedItems(rank, ordered, panels, panelLengths);
  }

  /** Length of every item's vector, and so of the users'. */
  public int rank() {
    return rank;
  }

  /** How many items are packed. */
  public int size() {
    return items.length;
  }

  int panels() {
    return panels.length;
  }

  float[][] panel(int index) {
    return panels[index];
  }

  /** The greatest vector length in the panel. */
  float panelLength(int index) {
    return panelLengths[index];
  }

  /** The item at a packed position. */
  int item(int position) {
    return items[position];
  }

  /** The Euclidean length of a vector that must have {@code rank} finite values. */
  static double length(float[] vector, int rank, String owner) {
    if (vector.length != rank) {
      throw new IllegalArgumentException(
          owner
              + " has "
              + vector.length
              + " factors and the items have "
              + rank
              + "; train users and items together");
    }
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    if (Double.isNaN(sum) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException(
          owner + " has a factor that is not finite; the model did not converge, train it again");
    }
    return Math.sqrt(sum);
  }
}
