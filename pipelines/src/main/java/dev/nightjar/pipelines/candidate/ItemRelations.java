package dev.nightjar.pipelines.candidate;

/**
 * What single items say about each other: how much one touched item by itself speaks for others,
 * beside a score from the whole history.
 */
public interface ItemRelations {

  /**
   * Overwrites {@code relations} with how much {@code touched} speaks for each of the items, 0 for
   * not at all.
   *
   * @param items ascending
   * @param relations one an item
   */
  void relate(int touched, int[] items, float[] relations);
}
