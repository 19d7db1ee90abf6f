package dev.nightjar.pipelines.features;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.candidate.content.TextSource;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import scala.collection.Map;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a history says of a user, an event counting half after every half-life, a dislike against.
 */
final class Taste implements Serializable {

  private final Catalog catalog;
  private final ArrayList<String> categories;
  private final Decay decay;
  private final TextSource text;

  Taste(Catalog catalog, List<String> categories, double halfLifeDays) {
    this.catalog = catalog;
    this.categories = new ArrayList<>(categories);
    this.decay = new Decay(1, halfLifeDays);
    this.text = catalog.text().isAbsent() ? null : TextSource.of(catalog, decay);
  }

  /** Mean vector of the items touched, dislikes taken off, of length 1; null without any. */
  Float[] vector(History history) {
    if (text == null || history.telling().size() == 0) {
      return null;
    }
    float[] profile = text.profile(history);
    Float[] boxed = new Float[profile.length];
    for (int d = 0; d < profile.length; d++) {
      boxed[d] = profile[d];
    }
    return boxed;
  }

  /** Weighted mean price of the items liked; null when none has a price. */
  Double meanPrice(History user) {
    History history = user.liked();
    double sum = 0;
    double total = 0;
    float[] prices = catalog.fact(ItemFact.PRICE);
    for (int i = 0; i < history.size() && prices.length > 0; i++) {
      double price = prices[history.items()[i]];
      if (!Double.isNaN(price)) {
        sum += price * decay.weight(history, i);
        total += decay.weight(history, i);
      }
    }
    return total > 0 ? sum / total : null;
  }

  /** Share of the weight by category, below 0 where dislikes outweigh. */
  Map<String, Double> categories(History user) {
    History history = user.telling();
    TreeMap<String, Double> shares = new TreeMap<>();
    double total = 0;
    for (int i = 0; i < history.size(); i++) {
      int category = catalog.categoryOf(history.items()[i]);
      double weight = decay.weight(history, i);
      total += Math.abs(weight);
      if (category >= 0) {
        shares.merge(categories.get(category), weight, Double::sum);
      }
    }
    double all = total;
    shares.replaceAll((category, weight) -> weight / all);
    return CollectionConverters.asScala(shares);
  }
}
