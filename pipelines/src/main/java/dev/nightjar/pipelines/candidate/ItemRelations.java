package dev.nightjar.pipelines.candidate;

/**
 * What single items say about each other: how much one touched item by itself speaks for others,
 * beside a score from the whole history.
 */
public interface ItemRelations {

  /**
   * How much each touched item speaks for each of the others, 0 for not at all.
   *
   * @param items ascending
   * @return a row a touched item, one number an item
   */
  float[][] relate(int[] touched, int[] items);
}
