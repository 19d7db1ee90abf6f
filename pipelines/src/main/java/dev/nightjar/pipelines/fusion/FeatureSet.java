package dev.nightjar.pipelines.fusion;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.ItemRelations;
import dev.nightjar.pipelines.candidate.Vectors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The numbers that a ranker sees of a candidate. A fact that is not known of one item is 0, and a
 * fact that the catalog has for no item is no feature.
 */
public final class FeatureSet implements Serializable {
  /** Shares of the best score below this count alike, because logarithms of noise are noise. */
  private static final float LEAST_SHARE = 1e-4f;

  /** Of a feature that belongs to no source. */
  private static final int NONE = -1;

  private final int sources;
  private final Catalog catalog;
  private final Decay decay;
  private final List<FeatureGroup> leftOut;
  private final EnumSet<FeatureGroup> groups = EnumSet.noneOf(FeatureGroup.class);
  private final ArrayList<Features> features = new ArrayList<>();

  /**
   * Fixes the features.
   *
   * @param sources in the order of the pool
   * @param decay how events lose weight in the affinities of a user
   * @param leftOut groups that are no features here
   */
  public FeatureSet(
      List<CandidateSource> sources, Catalog catalog, Decay decay, List<FeatureGroup> leftOut) {
    this.sources = sources.size();
    this.catalog = catalog;
    this.decay = decay;
    this.leftOut = List.copyOf(leftOut);
    for (int s = 0; s < sources.size(); s++) {
      addSource(sources.get(s), s);
    }
    addUser();
    addCatalog();
  }

  private void addSource(CandidateSource source, int s) {
    String name = source.name();
    add(s, List.of(name + ".score"), single((facts, pool, item) -> share(pool, s, item)));
    add(
        s,
        List.of(name + ".log-score"),
        single(
            (facts, pool, item) -> (float) Math.log(Math.max(LEAST_SHARE, share(pool, s, item)))));
    add(
        s,
        List.of(name + ".rank"),
        single((facts, pool, item) -> (float) -Math.log1p(pool.rank(s, item))));
    if (source instanceof ItemRelations) {
      add(
          s,
          List.of(name + ".last", name + ".nearest", name + ".mean"),
          (facts, pool, item, to, at) ->
              relate(
                  (ItemRelations) pool.sources().get(s),
                  pool.best(s),
                  facts.newest(),
                  item,
                  to,
                  at));
    }
  }

  /** How the item relates to the newest of the touched items, to the nearest, and on average. */
  private static void relate(
      ItemRelations relations, float best, int[] newest, int item, float[] to, int at) {
    if (best <= 0 || newest.length == 0) {
      return; // zeros
    }
    float nearest = 0;
    float sum = 0;
    for (int touched : newest) {
      float relation = relations.relation(touched, item, best);
      nearest = Math.max(nearest, relation);
      sum += relation;
    }
    to[at] = relations.relation(newest[0], item, best);
    to[at + 1] = nearest;
    to[at + 2] = sum / newest.length;
  }

  private void addUser() {
    add(
        FeatureGroup.ACTIVITY,
        "activity",
        (facts, pool, item) -> (float) Math.log1p(facts.events()));
    add(FeatureGroup.TOUCHED, "touched", (facts, pool, item) -> facts.touches(item));
    add(FeatureGroup.TOUCHED, "touched.recently", (facts, pool, item) -> facts.recency(item));
  }

  private void addCatalog() {
    if (!catalog.text().isAbsent()) {
      Vectors text = catalog.text().normalized();
      add(
          FeatureGroup.TEXT,
          "text.last",
          (facts, pool, item) ->
              facts.newest().length == 0 ? 0 : text.dotProduct(facts.newest()[0], item));
      add(
          FeatureGroup.TEXT,
          "text.nearest",
          (facts, pool, item) -> {
            float nearest = 0;
            for (int touched : facts.newest()) {
              nearest = Math.max(nearest, text.dotProduct(touched, item));
            }
            return nearest;
          });
    }
    if (catalog.categories() > 0) {
      int[] category = catalog.category();
      add(
          FeatureGroup.CATEGORY,
          "category.affinity",
          (facts, pool, item) -> facts.affinity(category[item]));
    }
    if (catalog.price().length > 0) {
      float[] price = catalog.price();
      add(
          FeatureGroup.PRICE,
          "price.distance",
          (facts, pool, item) -> facts.priceDistance(price[item]));
    }
    addFact(FeatureGroup.AGE, "age", catalog.age(), true);
    addFact(FeatureGroup.RATING, "rating", catalog.rating(), false);
    addFact(FeatureGroup.RATING, "ratings", catalog.ratings(), true);
    addFact(FeatureGroup.TREND, "trend", catalog.trend(), false);
    addFact(FeatureGroup.SENTIMENT, "sentiment", catalog.sentiment(), false);
  }

  private void addFact(FeatureGroup group, String name, float[] values, boolean logarithm) {
    if (values.length > 0) {
      add(
          group,
          name,
          (facts, pool, item) -> {
            float value = Float.isNaN(values[item]) ? 0 : values[item];
            return logarithm ? (float) Math.log1p(Math.max(0, value)) : value;
          });
    }
  }

  private void add(FeatureGroup group, String name, Single measure) {
    if (!leftOut.contains(group)) {
      groups.add(group);
      add(NONE, List.of(name), single(measure));
    }
  }

  private void add(int source, List<String> own, Measure measure) {
    features.add(new Features(source, own, measure));
  }

  private static float share(CandidatePool pool, int source, int item) {
    float best = pool.best(source);
    return best > 0 ? Math.max(-1f, pool.score(source, item) / best) : 0;
  }

  /** The part of each source: the sum over the features that are made of its scores. */
  double[] bySource(double[] parts) {
    double[] sums = new double[sources];
    int at = 0;
    for (Features own : features) {
      for (int f = 0; f < own.names().size(); f++, at++) {
        if (own.source() != NONE) {
          sums[own.source()] += parts[at];
        }
      }
    }
    return sums;
  }

  public List<String> names() {
    return features.stream().flatMap(own -> own.names().stream()).toList();
  }

  public int width() {
    return features.stream().mapToInt(own -> own.names().size()).sum();
  }

  /**
   * The features of the pool's current user.
   *
   * @param items candidates of the pool
   * @return {@code items.length * width()} numbers, row by row
   */
  public float[] of(History user, CandidatePool pool, int[] items) {
    UserFacts facts = UserFacts.of(user, catalog, decay);
    float[] values = new float[items.length * width()];
    int at = 0;
    for (int item : items) {
      for (Features own : features) {
        own.measure().measure(facts, pool, item, values, at);
        at += own.names().size();
      }
    }
    return values;
  }

  /** The groups that the facts belong to. */
  List<FeatureGroup> groups() {
    return List.copyOf(groups);
  }

  private static Measure single(Single single) {
    return (facts, pool, item, to, at) -> to[at] = single.of(facts, pool, item);
  }

  /** Features that are measured together. */
  private record Features(int source, List<String> names, Measure measure)
      implements Serializable {}

  private interface Measure extends Serializable {
    void measure(UserFacts user, CandidatePool pool, int item, float[] to, int at);
  }

  private interface Single extends Serializable {
    float of(UserFacts user, CandidatePool pool, int item);
  }
}
