package dev.nightjar.pipelines.fusion.rule;

import java.util.Arrays;

/** Which candidates are listed, which may not be, and which rule said so. */
final class Holds {

  /** In the place of a rule. */
  static final int NONE = -1;

  private final int[] heldBy;
  private final boolean[] out;
  private final boolean[] listed;

  Holds(int candidates) {
    heldBy = new int[candidates];
    Arrays.fill(heldBy, NONE);
    out = new boolean[candidates];
    listed = new boolean[candidates];
  }

  /** Keeps a candidate off for good. */
  void takeOut(int candidate, int rule) {
    out[candidate] = true;
    heldBy[candidate] = rule;
  }

  /**
   * Lets a candidate wait for a lower place.
   *
   * @return whether it is the first time that this rule does
   */
  boolean putOff(int candidate, int rule) {
    boolean first = heldBy[candidate] != rule;
    heldBy[candidate] = rule;
    return first;
  }

  void list(int candidate) {
    listed[candidate] = true;
    heldBy[candidate] = NONE;
  }

  boolean isOut(int candidate) {
    return out[candidate];
  }

  boolean isListed(int candidate) {
    return listed[candidate];
  }

  boolean isOpen(int candidate) {
    return !out[candidate] && !listed[candidate];
  }

  int[] heldBy() {
    return heldBy;
  }
}
