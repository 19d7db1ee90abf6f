package dev.nightjar.pipelines.fusion.rule;

import java.util.Arrays;

/**
 * One user's list under rules.
 *
 * @param chosen candidates, by their place among the candidates, the first of the list first
 * @param effects what each rule did, for every rule as many numbers as there are effects
 * @param heldBy for each candidate the rule that kept it off or put it off last, {@link #NO_RULE}
 *     for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Selection(int[] chosen, int[] effects, int[] heldBy) {

  public static final int NO_RULE = Holds.NONE;

  /** What is listed where there are no rules. */
  public static Selection of(int[] chosen, int candidates) {
    int[] heldBy = new int[candidates];
    Arrays.fill(heldBy, NO_RULE);
    return new Selection(chosen, new int[0], heldBy);
  }
}
