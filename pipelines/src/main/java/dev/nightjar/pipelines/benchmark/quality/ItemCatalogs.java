package dev.nightjar.pipelines.benchmark.quality;

import dev.nightjar.pipelines.benchmark.protocol.DenseIds;
import dev.nightjar.pipelines.benchmark.protocol.Experiment;
import dev.nightjar.pipelines.benchmark.protocol.ItemFacts;
import dev.nightjar.pipelines.benchmark.protocol.Rating;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The facts of items as a night would know them, where the input has them: of the files alike for
 * both, of the log and of ratings only from what models are fitted on.
 *
 * @param validation as known when the validation begins
 * @param test as known when the test begins
 */
record ItemCatalogs(Catalog validation, Catalog test) {

  static ItemCatalogs same(Catalog catalog) {
    return new ItemCatalogs(catalog, catalog);
  }

  /** Adds what the log says of age and trend, where its events have times. */
  ItemCatalogs withLog(Experiment experiment, double halfLifeDays) {
    return new ItemCatalogs(
        LogFacts.of(experiment.validation().fit(), halfLifeDays).on(validation),
        LogFacts.of(experiment.test().fit(), halfLifeDays).on(test));
  }

  /** Adds mean and number of what was rated. */
  ItemCatalogs withRatings(DenseIds items, List<Rating> forValidation, List<Rating> forTest) {
    return new ItemCatalogs(rated(validation, items, forValidation), rated(test, items, forTest));
  }

  private static Catalog rated(Catalog catalog, DenseIds items, List<Rating> ratings) {
    float[] counts = new float[items.size()];
    double[] sums = new double[items.size()];
    for (Rating rating : ratings) {
      int item = items.place(rating.item());
      counts[item]++;
      sums[item] += rating.value();
    }
    float[] means = new float[items.size()];
    for (int item = 0; item < means.length; item++) {
      means[item] = counts[item] > 0 ? (float) (sums[item] / counts[item]) : Float.NaN;
    }
    return catalog.with(ItemFact.RATING, means).with(ItemFact.RATINGS, counts);
  }

  /** The catalog with categories and prices of a file. */
  static Catalog described(Catalog catalog, DenseIds items, Map<String, ItemFacts> facts) {
    Map<String, Integer> numbers = new TreeMap<>();
    facts.values().stream()
        .map(ItemFacts::category)
        .filter(category -> !category.isEmpty())
        .sorted()
        .distinct()
        .forEach(category -> numbers.put(category, numbers.size()));
    int[] categories = new int[items.size()];
    float[] prices = new float[items.size()];
    Arrays.fill(categories, -1);
    Arrays.fill(prices, Float.NaN);
    int known = 0;
    for (int item = 0; item < items.size(); item++) {
      ItemFacts own = facts.get(items.name(item));
      if (own != null) {
        categories[item] = numbers.getOrDefault(own.category(), -1);
        prices[item] = (float) own.price();
        known++;
      }
    }
    if (known == 0) {
      throw new IllegalArgumentException(
          "none of the %d items has facts; check that both files name items alike, such as '%s'"
              .formatted(items.size(), items.name(0)));
    }
    Catalog priced =
        facts.values().stream().allMatch(own -> Double.isNaN(own.price()))
            ? catalog
            : catalog.with(ItemFact.PRICE, prices);
    return numbers.isEmpty() ? priced : priced.withCategory(categories);
  }
}
