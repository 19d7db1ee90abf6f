package dev.nightjar.pipelines.fusion.pool;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.util.Arrays;

/**
 * Which items a list of one user may hold.
 *
 * @param touched by the user, ascending
 * @param disliked by the user, ascending; they are touched as well
 * @param catalog that knows what is available
 * @param repeat what happens to the touched items that are not disliked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record Listable(int[] touched, int[] disliked, Catalog catalog, Repeat repeat) {

  static Listable of(History user, PoolPlan plan) {
    return new Listable(
        ascending(user.items()),
        ascending(user.disliked()),
        plan.catalog(),
        plan.options().repeat());
  }

  private static int[] ascending(int[] items) {
    return Arrays.stream(items).sorted().distinct().toArray();
  }

  boolean holds(int item) {
    return catalog.isAvailable(item)
        && !contains(disliked, item)
        && (repeat == Repeat.ALLOW || contains(touched, item) == (repeat == Repeat.ONLY));
  }

  /** Of the items that are available those that the list may not hold, but for {@code ONLY}. */
  int[] leftOut() {
    return repeat == Repeat.EXCLUDE ? touched : disliked;
  }

  /** The touched items that the list may hold. */
  int[] again() {
    return Arrays.stream(touched).filter(this::holds).toArray();
  }

  private static boolean contains(int[] ascending, int item) {
    return Arrays.binarySearch(ascending, item) >= 0;
  }
}
