package dev.nightjar.pipelines.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** How the lists of all users together use the catalog. */
public final class CatalogMetrics {
  private CatalogMetrics() {}

  /** Share of the {@code items} of the catalog that appear on at least one list. */
  public static double coverage(List<int[]> lists, int items) {
    BitSet shown = new BitSet(items);
    lists.forEach(list -> Arrays.stream(list).forEach(shown::set));
    return (double) shown.cardinality() / items;
  }

  /** How often each of the {@code items} appears on the lists. */
  public static long[] exposure(List<int[]> lists, int items) {
    long[] counts = new long[items];
    lists.forEach(list -> Arrays.stream(list).forEach(item -> counts[item]++));
    return counts;
  }

  /**
   * Gini index of how often each item is shown, items never shown included: 0 where all are shown
   * equally often, {@code (n-1)/n} where all exposure goes to one of n.
   */
  public static double gini(long[] exposure) {
    long[] sorted = exposure.clone();
    Arrays.sort(sorted);
    double total = 0;
    double weighted = 0;
    for (int i = 0; i < sorted.length; i++) {
      total += sorted[i];
      weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
    }
    if (total == 0) {
      throw new IllegalArgumentException(
          "none of the " + sorted.length + " items is shown; the Gini index needs a list");
    }
    return weighted / (sorted.length * total);
  }

  /**
   * Mean self-information in bits, {@code -log2(interactions of the item / all interactions)}, of
   * the items on the lists (Castells, Vargas and Wang 2011, item choice model; {@code novelty} of
   * the Recommenders library). An item without interactions counts as one with a single
   * interaction, since its self-information is infinite.
   *
   * @param interactions training interactions by item
   */
  public static double novelty(List<int[]> lists, long[] interactions) {
    double[] information = selfInformation(interactions);
    double sum = 0;
    long shown = 0;
    for (int[] list : lists) {
      for (int item : list) {
        sum += information[item];
        shown++;
      }
    }
    return shown == 0 ? 0 : sum / shown;
  }

  /** The self-information of every item in bits, as {@link #novelty} takes it. */
  public static double[] selfInformation(long[] interactions) {
    double total = Math.max(1, Arrays.stream(interactions).sum());
    return Arrays.stream(interactions)
        .mapToDouble(own -> -(Math.log(Math.max(1, own) / total) / Math.log(2)))
        .toArray();
  }
}
