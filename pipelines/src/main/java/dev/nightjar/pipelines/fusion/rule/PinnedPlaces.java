package dev.nightjar.pipelines.fusion.rule;

import java.util.Arrays;

/** Which places of a list are taken before it is filled. */
final class PinnedPlaces {

  /** In the place of a candidate. */
  static final int FREE = -1;

  private final int[] byPlace;
  private final boolean[] pinned;

  PinnedPlaces(int places, int candidates) {
    byPlace = new int[places];
    Arrays.fill(byPlace, FREE);
    pinned = new boolean[candidates];
  }

  boolean isFree(int place) {
    return place < byPlace.length && byPlace[place] == FREE;
  }

  void put(int candidate, int place) {
    byPlace[place] = candidate;
    pinned[candidate] = true;
  }

  /** What is pinned to the place, or {@link #FREE}. */
  int at(int place) {
    return byPlace[place];
  }

  boolean has(int candidate) {
    return pinned[candidate];
  }

  /** What is pinned next below the place, which it leaves; {@link #FREE} where nothing is. */
  int comeUp(int place) {
    for (int p = place; p < byPlace.length; p++) {
      if (byPlace[p] != FREE) {
        int candidate = byPlace[p];
        byPlace[p] = FREE;
        return candidate;
      }
    }
    return FREE;
  }
}
