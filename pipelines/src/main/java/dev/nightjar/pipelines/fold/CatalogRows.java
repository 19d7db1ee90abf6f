package dev.nightjar.pipelines.fold;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The items of a fold as arrays over the dense index.
 *
 * @param catalog facts for the sources and the ranker
 * @param itemIds the shop's id by dense index, null where the index has an id without a profile
 * @param categories category path by dense category
 * @param popularity decayed popularity by dense index, -1 to 1, below 0 for what is disliked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record CatalogRows(
    Catalog catalog, String[] itemIds, List<String> categories, float[] popularity) {

  /** Reads rows of {@code item_profiles} of one fold. */
  public static CatalogRows read(Dataset<Row> profiles) {
    CatalogRows facts = withoutVectors(profiles);
    int items = facts.catalog.items();
    return new CatalogRows(
        facts.catalog.withText(VectorRows.ofItems(profiles, "vector", items)),
        facts.itemIds,
        facts.categories,
        facts.popularity);
  }

  /** The same for whoever asks for facts alone: vectors are most of a catalog. */
  public static CatalogRows withoutVectors(Dataset<Row> profiles) {
    List<Row> rows =
        profiles
            .select(
                "item",
                "item_id",
                "category",
                "price",
                "available",
                "age_days",
                "rating_mean",
                "rating_count",
                "popularity",
                "trend",
                "sentiment",
                "likes",
                "dislikes")
            .collectAsList();
    int items = rows.stream().mapToInt(r -> r.getInt(0)).max().orElse(-1) + 1;
    List<String> categories =
        rows.stream()
            .map(r -> r.getString(2))
            .filter(Objects::nonNull)
            .sorted()
            .distinct()
            .toList();
    Map<String, Integer> categoryIndex = new HashMap<>();
    categories.forEach(c -> categoryIndex.put(c, categoryIndex.size()));

    String[] ids = new String[items];
    int[] category = new int[items];
    Arrays.fill(category, -1);
    float[] price = unknown(items);
    float[] age = unknown(items);
    float[] rating = unknown(items);
    float[] ratings = new float[items];
    float[] popularity = new float[items];
    float[] trend = new float[items];
    float[] sentiment = unknown(items);
    float[] likes = unknown(items);
    float[] dislikes = unknown(items);
    boolean[] available = new boolean[items];
    for (Row row : rows) {
      int item = row.getInt(0);
      ids[item] = row.getString(1);
      category[item] = row.isNullAt(2) ? -1 : categoryIndex.get(row.getString(2));
      price[item] = number(row, 3);
      available[item] = !row.isNullAt(4) && row.getBoolean(4);
      age[item] = number(row, 5);
      rating[item] = number(row, 6);
      ratings[item] = row.isNullAt(7) ? 0 : row.getLong(7);
      popularity[item] = row.isNullAt(8) ? 0 : (float) row.getDouble(8);
      trend[item] = row.isNullAt(9) ? 0 : (float) row.getDouble(9);
      sentiment[item] = number(row, 10);
      likes[item] = row.isNullAt(11) ? Float.NaN : row.getLong(11);
      dislikes[item] = row.isNullAt(12) ? Float.NaN : row.getLong(12);
    }
    Catalog catalog =
        Catalog.of(items)
            .withCategory(categories.isEmpty() ? new int[0] : category)
            .withAvailable(available)
            .with(ItemFact.PRICE, known(price))
            .with(ItemFact.AGE, known(age))
            .with(ItemFact.TREND, trend)
            .with(ItemFact.SENTIMENT, known(sentiment))
            .with(ItemFact.LIKES, known(likes))
            .with(ItemFact.DISLIKES, known(dislikes))
            .with(ItemFact.RATING, known(rating))
            .with(ItemFact.RATINGS, known(rating).length == 0 ? new float[0] : ratings);
    return new CatalogRows(catalog, ids, categories, shares(popularity));
  }

  CatalogRows withoutRatedBelow(double leastRating) {
    return new CatalogRows(catalog.withoutRatedBelow(leastRating), itemIds, categories, popularity);
  }

  CatalogRows without(BitSet left) {
    return new CatalogRows(catalog.without(left), itemIds, categories, popularity);
  }

  private static float[] unknown(int items) {
    float[] values = new float[items];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  /** No array at all for a fact that is known of no item. */
  private static float[] known(float[] values) {
    for (float value : values) {
      if (!Float.isNaN(value)) {
        return values;
      }
    }
    return new float[0];
  }

  private static float[] shares(float[] popularity) {
    float most = Float.MIN_NORMAL;
    for (float value : popularity) {
      most = Math.max(most, value);
    }
    float[] shares = new float[popularity.length];
    for (int item = 0; item < shares.length; item++) {
      shares[item] = Math.max(-1, popularity[item] / most);
    }
    return shares;
  }

  private static float number(Row row, int column) {
    return row.isNullAt(column) ? Float.NaN : (float) row.getDouble(column);
  }
}
