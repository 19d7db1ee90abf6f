package dev.nightjar.pipelines.candidate;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What one user did before a cutoff, oldest first.
 *
 * @param user dense user index
 * @param items dense item indexes; an item that was touched twice stands here twice
 * @param ages days before the cutoff, 0 where the data has no time
 * @param weights strength of each event, above zero
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record History(int user, int[] items, float[] ages, float[] weights)
    implements Serializable {

  public History {
    if (items.length != ages.length || items.length != weights.length) {
      throw new IllegalArgumentException(
          "history of user %d has %d items, %d ages and %d weights; give one age and one weight an item"
              .formatted(user, items.length, ages.length, weights.length));
    }
  }

  /** A user of whom nothing is known. */
  public static History empty(int user) {
    return new History(user, new int[0], new float[0], new float[0]);
  }

  /** Events of weight 1 without time, oldest first. */
  public static History of(int user, int... items) {
    float[] weights = new float[items.length];
    Arrays.fill(weights, 1f);
    return new History(user, items, new float[items.length], weights);
  }

  public int size() {
    return items.length;
  }

  /** Steps between the event at {@code position} and the newest one, which is 0. */
  public int step(int position) {
    return items.length - 1 - position;
  }

  /** The history without its last {@code events} events; ages stay relative to the same cutoff. */
  public History without(int events) {
    int rest = Math.max(0, size() - events);
    return new History(
        user, Arrays.copyOf(items, rest), Arrays.copyOf(ages, rest), Arrays.copyOf(weights, rest));
  }
}
