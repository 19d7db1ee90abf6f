package dev.nightjar.pipelines.fusion.rule;

/**
 * The places of a list.
 *
 * @param top how many there are
 * @param within how many are the first
 * @param forNew of the first, kept for new items, where there are so many
 */
public record ListPlaces(int top, int within, int forNew) {

  /** A list without places for new items. */
  public static ListPlaces of(int top) {
    return new ListPlaces(top, 0, 0);
  }

  /** The first places that there are. */
  int first(int wanted) {
    return Math.min(wanted, top);
  }
}
