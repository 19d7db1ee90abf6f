package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.Vectors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that a ranker sees of a candidate. A fact that is not known is 0, and a fact that the
 * catalog has for no item is no feature.
 */
public final class FeatureSet implements Serializable {
  private final List<String> sources;
  private final Catalog catalog;
  private final Vectors text;
  private final Decay decay;
  private final List<String> names = new ArrayList<>();

  /**
   * Fixes the features.
   *
   * @param sources names of the sources in the order of the pool
   * @param decay how events lose weight in the affinities of a user
   */
  public FeatureSet(List<String> sources, Catalog catalog, Decay decay) {
    this.sources = List.copyOf(sources);
    this.catalog = catalog;
    this.text = catalog.text().normalized();
    this.decay = decay;
    for (String source : sources) {
      names.add(source + ".score");
      names.add(source + ".rank");
    }
    names.add("touched");
    names.add("activity");
    addIf(!text.isAbsent(), "text.last");
    addIf(catalog.categories() > 0, "category.affinity");
    addIf(catalog.price().length > 0, "price.distance");
    addIf(catalog.age().length > 0, "age");
    addIf(catalog.rating().length > 0, "rating");
    addIf(catalog.ratings().length > 0, "ratings");
    addIf(catalog.sentiment().length > 0, "sentiment");
  }

  private void addIf(boolean known, String name) {
    if (known) {
      names.add(name);
    }
  }

  public List<String> names() {
    return List.copyOf(names);
  }

  public int width() {
    return names.size();
  }

  /**
   * The features of the pool's current user.
   *
   * @param items candidates of the pool
   * @return {@code items.length * width()} numbers, row by row
   */
  public float[] of(History user, CandidatePool pool, int[] items) {
    UserFacts facts = UserFacts.of(user, catalog, decay);
    float[] features = new float[items.length * width()];
    int at = 0;
    for (int item : items) {
      for (int s = 0; s < sources.size(); s++) {
        float best = pool.best(s);
        features[at++] = best > 0 ? Math.max(-1f, pool.score(s, item) / best) : 0;
        features[at++] = (float) (1 / Math.log(Math.E + pool.rank(s, item)));
      }
      features[at++] = facts.touches(item);
      features[at++] = (float) Math.log1p(user.size());
      if (!text.isAbsent()) {
        features[at++] = facts.last() < 0 ? 0 : text.dotProduct(facts.last(), item);
      }
      if (catalog.categories() > 0) {
        features[at++] = facts.affinity(catalog.categoryOf(item));
      }
      at = facts(facts, item, features, at);
    }
    return features;
  }

  private int facts(UserFacts facts, int item, float[] features, int from) {
    int at = from;
    if (catalog.price().length > 0) {
      features[at++] = facts.priceDistance(catalog.price()[item]);
    }
    if (catalog.age().length > 0) {
      features[at++] = (float) Math.log1p(Math.max(0, known(catalog.age()[item])));
    }
    if (catalog.rating().length > 0) {
      features[at++] = known(catalog.rating()[item]);
    }
    if (catalog.ratings().length > 0) {
      features[at++] = (float) Math.log1p(known(catalog.ratings()[item]));
    }
    if (catalog.sentiment().length > 0) {
      features[at++] = known(catalog.sentiment()[item]);
    }
    return at;
  }

  private static float known(float value) {
    return Float.isNaN(value) ? 0 : value;
  }
}
