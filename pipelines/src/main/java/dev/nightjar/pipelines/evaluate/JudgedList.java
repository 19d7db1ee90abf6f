package dev.nightjar.pipelines.evaluate;

import java.util.Arrays;

/**
 * One test user's list under one model, with what the user took.
 *
 * @param user dense id
 * @param list dense items, best first
 * @param relevant what the user took, ascending
 * @param events length of the history before the cutoff
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record JudgedList(int user, int[] list, int[] relevant, int events) {

  /** The same list judged only by the items that {@code counts} accepts. */
  JudgedList only(java.util.function.IntPredicate counts) {
    return new JudgedList(user, list, Arrays.stream(relevant).filter(counts).toArray(), events);
  }
}
