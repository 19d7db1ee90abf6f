package dev.nightjar.pipelines.fusion.rule;

import java.util.function.IntPredicate;

/**
 * Of the first places so many for candidates of one kind: as late as they can be, so that better
 * ones stand above them.
 */
final class KeptPlaces {

  private final int rule;
  private final IntPredicate kind;
  private final int within;
  private final int least;
  private int had;

  /**
   * Places of a list.
   *
   * @param rule by which it is counted
   * @param kind which candidates they are for
   */
  KeptPlaces(int rule, IntPredicate kind, int within, int least) {
    this.rule = rule;
    this.kind = kind;
    this.within = within;
    this.least = Math.min(least, within);
  }

  int rule() {
    return rule;
  }

  boolean isFor(int candidate) {
    return kind.test(candidate);
  }

  void add(int candidate, int place) {
    if (place < within && kind.test(candidate)) {
      had++;
    }
  }

  /** Whether one of them must have the place, so that there are enough. */
  boolean demand(int place, PinnedPlaces pins) {
    int missing = least - had;
    int free = 0;
    for (int p = place; p < within; p++) {
      if (pins.isFree(p)) {
        free++;
      } else if (kind.test(pins.at(p))) {
        missing--;
      }
    }
    return place < within && missing > 0 && missing >= free;
  }

  boolean isMissed() {
    return had < least;
  }
}
