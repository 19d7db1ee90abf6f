package dev.nightjar.pipelines.candidate;

import dev.nightjar.pipelines.array.Vectors;
import java.io.Serializable;

/**
 * Facts about every item as arrays over the dense item index; a fact nobody knows is an empty
 * array.
 *
 * @param items number of items
 * @param text one text vector an item
 * @param category dense category, -1 where unknown
 * @param price in one currency, NaN where unknown
 * @param age days from the item's first appearance to the cutoff, NaN where unknown
 * @param available whether it may be recommended
 * @param rating mean rating, NaN without ratings
 * @param ratings number of ratings
 * @param trend log of recent over usual popularity, 0 where nothing is known
 * @param sentiment mean sentiment of the reviews, -1 to 1, NaN without reviews
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Catalog(
    int items,
    Vectors text,
    int[] category,
    float[] price,
    float[] age,
    boolean[] available,
    float[] rating,
    float[] ratings,
    float[] trend,
    float[] sentiment)
    implements Serializable {

  public Catalog {
    check(items, "text vectors", text.count());
    checkFact(items, "categories", category.length);
    checkFact(items, "prices", price.length);
    checkFact(items, "ages", age.length);
    checkFact(items, "availabilities", available.length);
    checkFact(items, "ratings", rating.length);
    checkFact(items, "rating counts", ratings.length);
    checkFact(items, "trends", trend.length);
    checkFact(items, "sentiments", sentiment.length);
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
    float[] none = new float[0];
    return new Catalog(
        items,
        Vectors.absent(items),
        new int[0],
        none,
        none,
        new boolean[0],
        none,
        none,
        none,
        none);
  }

  public boolean isAvailable(int item) {
    return available.length == 0 || available[item];
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

  public Catalog withText(Vectors vectors) {
    return new Catalog(
        items, vectors, category, price, age, available, rating, ratings, trend, sentiment);
  }

  public Catalog withCategory(int[] categories) {
    return new Catalog(
        items, text, categories, price, age, available, rating, ratings, trend, sentiment);
  }

  public Catalog withPrice(float[] prices) {
    return new Catalog(
        items, text, category, prices, age, available, rating, ratings, trend, sentiment);
  }

  public Catalog withAge(float[] days) {
    return new Catalog(
        items, text, category, price, days, available, rating, ratings, trend, sentiment);
  }

  public Catalog withAvailable(boolean[] flags) {
    return new Catalog(items, text, category, price, age, flags, rating, ratings, trend, sentiment);
  }

  public Catalog withRatings(float[] means, float[] counts) {
    return new Catalog(
        items, text, category, price, age, available, means, counts, trend, sentiment);
  }

  public Catalog withSentiment(float[] means) {
    return new Catalog(items, text, category, price, age, available, rating, ratings, trend, means);
  }

  public Catalog withTrend(float[] logarithms) {
    return new Catalog(
        items, text, category, price, age, available, rating, ratings, logarithms, sentiment);
  }
}
