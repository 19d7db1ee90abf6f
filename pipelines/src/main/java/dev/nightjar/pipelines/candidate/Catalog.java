package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.metric.Interval;
import java.io.Serializable;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Facts about every item as arrays over the dense item index; a fact nobody knows is an empty
 * array.
 *
 * @param items number of items
 * @param text one text vector an item
 * @param category dense category, -1 where unknown
 * @param available whether it may be recommended
 * @param facts those that are known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Catalog(
    int items, Vectors text, int[] category, boolean[] available, Map<ItemFact, float[]> facts)
    implements Serializable {

  private static final float[] UNKNOWN = {};
  private static final double WORST_RATING = 1;
  private static final double BEST_RATING = 5;

  public Catalog {
    facts = Map.copyOf(facts);
    check(items, "text vectors", text.count());
    checkFact(items, "categories", category.length);
    checkFact(items, "availabilities", available.length);
    for (ItemFact fact : ItemFact.values()) {
      checkFact(items, fact.plural(), facts.getOrDefault(fact, UNKNOWN).length);
    }
  }

  private static void checkFact(int items, String fact, int length) {
    if (length != 0) {
      check(items, fact, length);
    }
  }

  private static void check(int items, String fact, int length) {
    if (length != items) {
      throw new IllegalArgumentException(
          "catalog of %d items has %d %s; give one an item or none".formatted(items, length, fact));
    }
  }

  /** Items of which nothing is known. */
  public static Catalog of(int items) {
    return new Catalog(items, Vectors.absent(items), new int[0], new boolean[0], Map.of());
  }

  public boolean isAvailable(int item) {
    return available.length == 0 || available[item];
  }

  /**
   * Whether of the users who like or dislike the item fewer than half like it, beyond doubt: the
   * upper bound of their share is below a half. Four dislikes without a like are enough.
   */
  public boolean isDisliked(int item) {
    if (!hasDislikes(item)) {
      return false;
    }
    long likes = (long) fact(ItemFact.LIKES)[item];
    return Interval.ofShare(likes, likes + (long) fact(ItemFact.DISLIKES)[item]).high() < 0.5;
  }

  /** Whether anybody dislikes the item. */
  public boolean hasDislikes(int item) {
    float[] dislikes = fact(ItemFact.DISLIKES);
    return dislikes.length > 0 && dislikes[item] > 0;
  }

  /**
   * The catalog in which no item is available whose mean rating is below {@code least} beyond
   * doubt.
   */
  public Catalog withoutRatedBelow(double least) {
    float[] rating = fact(ItemFact.RATING);
    float[] ratings = fact(ItemFact.RATINGS);
    if (least <= WORST_RATING || rating.length == 0) {
      return this;
    }
    boolean[] flags = new boolean[items];
    for (int item = 0; item < items; item++) {
      boolean low =
          ratings[item] > 0
              && Interval.ofMeanWithin(
                          WORST_RATING, BEST_RATING, rating[item], (long) ratings[item])
                      .high()
                  < least;
      flags[item] = isAvailable(item) && !low;
    }
    return withAvailable(flags);
  }

  /** The catalog in which none of these items is available. */
  public Catalog without(BitSet left) {
    if (left.isEmpty()) {
      return this;
    }
    boolean[] flags = new boolean[items];
    for (int item = 0; item < items; item++) {
      flags[item] = isAvailable(item) && !left.get(item);
    }
    return withAvailable(flags);
  }

  /** The category, -1 where unknown. */
  public int categoryOf(int item) {
    return category.length == 0 ? -1 : category[item];
  }

  /** One more than the largest category. */
  public int categories() {
    int largest = -1;
    for (int c : category) {
      largest = Math.max(largest, c);
    }
    return largest + 1;
  }

  /** The fact of every item, empty where it is known of none. */
  public float[] fact(ItemFact fact) {
    return facts.getOrDefault(fact, UNKNOWN);
  }

  public Catalog with(ItemFact fact, float[] values) {
    Map<ItemFact, float[]> more = new EnumMap<>(ItemFact.class);
    more.putAll(facts);
    more.put(fact, values);
    return new Catalog(items, text, category, available, more);
  }

  public Catalog withText(Vectors vectors) {
    return new Catalog(items, vectors, category, available, facts);
  }

  public Catalog withCategory(int[] categories) {
    return new Catalog(items, text, categories, available, facts);
  }

  public Catalog withAvailable(boolean[] flags) {
    return new Catalog(items, text, category, flags, facts);
  }
}
