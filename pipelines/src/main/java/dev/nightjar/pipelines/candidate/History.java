package dev.nightjar.pipelines.candidate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What one user did before a cutoff, oldest first.
 *
 * @param user dense user index
 * @param items dense item indexes; an item that was touched twice stands here twice
 * @param ages days before the cutoff, 0 where the data has no time
 * @param weights strength of each event: above zero for the item, below zero against it, zero where
 *     the item was only seen
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

  /**
   * The history in which the last word on an item stands: an event that a later one of the same
   * item contradicts has no strength.
   */
  public History settled() {
    if (size() == with(weight -> weight >= 0).length) {
      return this;
    }
    float[] settled = weights.clone();
    Map<Integer, Float> last = new HashMap<>();
    for (int position = size() - 1; position >= 0; position--) {
      float word = last.getOrDefault(items[position], 0f);
      if (weights[position] * word < 0) {
        settled[position] = 0;
      } else if (word == 0) {
        last.put(items[position], weights[position]);
      }
    }
    return new History(user, items, ages, settled);
  }

  /** The events that speak for their items. */
  public History liked() {
    return pick(with(weight -> weight > 0));
  }

  /** The events that speak for or against their items. */
  public History telling() {
    return pick(with(weight -> weight != 0));
  }

  /** The items of the events that speak against them. */
  public int[] disliked() {
    return Arrays.stream(with(weight -> weight < 0)).map(position -> items[position]).toArray();
  }

  private interface WeightPredicate {
    boolean test(float weight);
  }

  private int[] with(WeightPredicate wanted) {
    IntPredicate at = position -> wanted.test(weights[position]);
    return IntStream.range(0, size()).filter(at).toArray();
  }

  /** The events at these positions, ascending. */
  public History pick(int... positions) {
    if (positions.length == size()) {
      return this;
    }
    int[] pickedItems = new int[positions.length];
    float[] pickedAges = new float[positions.length];
    float[] pickedWeights = new float[positions.length];
    for (int i = 0; i < positions.length; i++) {
      pickedItems[i] = items[positions[i]];
      pickedAges[i] = ages[positions[i]];
      pickedWeights[i] = weights[positions[i]];
    }
    return new History(user, pickedItems, pickedAges, pickedWeights);
  }

  /** The history without its last {@code events} events; ages stay relative to the same cutoff. */
  public History without(int events) {
    int rest = Math.max(0, size() - events);
    return new History(
        user, Arrays.copyOf(items, rest), Arrays.copyOf(ages, rest), Arrays.copyOf(weights, rest));
  }
}
