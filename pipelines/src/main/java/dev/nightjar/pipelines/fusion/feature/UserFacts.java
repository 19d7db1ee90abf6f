package dev.nightjar.pipelines.fusion.feature;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What the features need to know of one user. */
final class UserFacts {
  /** Items of a history that candidates are compared with one by one. */
  private static final int MOST_RELATED = 50;

  private final Map<Integer, Integer> touches = new HashMap<>();
  private final Map<Integer, Integer> latest = new HashMap<>();
  private final Map<Integer, Float> affinity = new HashMap<>();
  private final int events;
  private final int[] newest;
  private final double meanLogPrice;

  private UserFacts(int events, int[] newest, double meanLogPrice) {
    this.events = events;
    this.newest = newest;
    this.meanLogPrice = meanLogPrice;
  }

  static UserFacts of(History history, Catalog catalog, Decay decay) {
    History user = history.telling();
    double total = 0;
    double logPrice = 0;
    double priced = 0;
    float[] price = catalog.fact(ItemFact.PRICE);
    Map<Integer, Double> byCategory = new HashMap<>();
    Map<Integer, Integer> touches = new HashMap<>();
    for (int position = 0; position < user.size(); position++) {
      int item = user.items()[position];
      double weight = decay.weight(user, position);
      total += Math.abs(weight);
      touches.merge(item, 1, Integer::sum);
      byCategory.merge(catalog.categoryOf(item), weight, Double::sum);
      if (price.length > 0 && price[item] > 0 && weight > 0) {
        logPrice += weight * Math.log(price[item]);
        priced += weight;
      }
    }
    UserFacts facts =
        new UserFacts(
            user.size(), newest(user.liked()), priced > 0 ? logPrice / priced : Double.NaN);
    facts.touches.putAll(touches);
    for (int position = 0; position < user.size(); position++) {
      facts.latest.put(user.items()[position], user.step(position));
    }
    for (Map.Entry<Integer, Double> entry : byCategory.entrySet()) {
      facts.affinity.put(entry.getKey(), (float) (entry.getValue() / total));
    }
    return facts;
  }

  private static int[] newest(History user) {
    return IntStream.range(0, user.size())
        .map(back -> user.items()[user.size() - 1 - back])
        .distinct()
        .limit(MOST_RELATED)
        .toArray();
  }

  int events() {
    return events;
  }

  /**
   * Different items that the user likes, the newest first; the {@link #MOST_RELATED} newest where
   * there are more.
   */
  int[] newest() {
    return newest;
  }

  /** log(1 + how often the user touched the item). */
  float touches(int item) {
    return (float) Math.log1p(touches.getOrDefault(item, 0));
  }

  /** 1 for the newest item, less for each later event, 0 for an item never touched. */
  float recency(int item) {
    Integer steps = latest.get(item);
    return steps == null ? 0 : 1 / (1f + steps);
  }

  /** Share of the category in the decayed history, below 0 where dislikes outweigh. */
  float affinity(int category) {
    return category < 0 ? 0 : affinity.getOrDefault(category, 0f);
  }

  /** How many times dearer or cheaper than usual for the user, as |log ratio|; 0 when unknown. */
  float priceDistance(float price) {
    return price > 0 && !Double.isNaN(meanLogPrice)
        ? (float) Math.abs(Math.log(price) - meanLogPrice)
        : 0;
  }
}
