package dev.nightjar.pipelines.fusion.feature;

import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Cosines;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.candidate.ItemRelations;
import dev.nightjar.pipelines.fusion.pool.Proposals;
import dev.nightjar.pipelines.settings.choice.FeatureGroup;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The numbers that a ranker sees of a candidate. A fact that is not known of one item is 0, and a
 * fact that the catalog has for no item is no feature.
 */
public final class FeatureSet implements Serializable {
  /** Shares of the best score below this count alike, because logarithms of noise are noise. */
  private static final float LEAST_SHARE = 1e-4f;

  /** In place of a source's place, of features that belong to none. */
  private static final int NONE = -1;

  /** Facts that a catalog may come to know or cease to know from one night to the next. */
  private static final Set<String> OF_THE_CATALOG =
      Stream.concat(
              Relations.names("text").stream(),
              Stream.of(
                  "category.affinity",
                  "price.distance",
                  "age",
                  "rating",
                  "ratings",
                  "trend",
                  "sentiment"))
          .collect(Collectors.toUnmodifiableSet());

  private final int sources;
  private final Catalog catalog;
  private final Decay decay;
  private final List<FeatureGroup> leftOut;
  private final EnumSet<FeatureGroup> groups = EnumSet.noneOf(FeatureGroup.class);
  private final ArrayList<Features> features = new ArrayList<>();
  private int width;

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

  /** The same facts in another selection. */
  private FeatureSet(FeatureSet facts, List<Features> selected) {
    this.sources = facts.sources;
    this.catalog = facts.catalog;
    this.decay = facts.decay;
    this.leftOut = facts.leftOut;
    this.groups.addAll(facts.groups);
    this.features.addAll(selected);
    this.width = selected.stream().mapToInt(own -> own.names().size()).sum();
  }

  /**
   * The features that a ranker knows, in its order. What the catalog knew of no item when the
   * ranker was trained is left out, and what it knows of none now is 0 for all, as of a single
   * item.
   *
   * @throws IllegalArgumentException when the ranker was trained with other sources or knows a
   *     feature that there is not
   */
  public FeatureSet alignedTo(List<String> known) {
    List<Features> selected = new ArrayList<>();
    for (int at = 0;
        at < known.size();
        at = at + selected.get(selected.size() - 1).names().size()) {
      List<String> rest = known.subList(at, known.size());
      selected.add(
          features.stream()
              .filter(own -> beginsWith(own.names(), rest))
              .findFirst()
              .or(() -> unknown(rest.get(0)))
              .orElseThrow(() -> mismatch(known)));
    }
    boolean allSources =
        features.stream().filter(own -> own.source() != NONE).allMatch(selected::contains);
    if (!allSources) {
      throw mismatch(known);
    }
    return new FeatureSet(this, selected);
  }

  private static boolean beginsWith(List<String> names, List<String> list) {
    return list.size() >= names.size() && list.subList(0, names.size()).equals(names);
  }

  /** A fact that this catalog has of no item. */
  private static Optional<Features> unknown(String name) {
    return OF_THE_CATALOG.contains(name)
        ? Optional.of(new Features(NONE, List.of(name), (facts, proposals, items, to) -> {}))
        : Optional.empty();
  }

  private IllegalArgumentException mismatch(List<String> known) {
    return new IllegalArgumentException(
        "the ranker was trained on %s but is given %s; train it with the same sources and catalog"
            .formatted(known, names()));
  }

  private void addSource(CandidateSource source, int s) {
    String name = source.name();
    add(
        s,
        List.of(name + ".score", name + ".log-score", name + ".rank"),
        (facts, proposals, items, to) -> fill(proposals, s, items, to));
    if (source instanceof ItemRelations && sees(FeatureGroup.RELATIONS)) {
      add(
          s,
          Relations.names(name),
          (facts, proposals, items, to) -> {
            ItemRelations relations = (ItemRelations) proposals.source(s);
            Relations.fill(relations, facts.newest(), items, to);
          });
    }
  }

  private void addUser() {
    addFact(
        FeatureGroup.ACTIVITY,
        "activity",
        (facts, proposals, item) -> (float) Math.log1p(facts.events()));
    addFact(FeatureGroup.TOUCHED, "touched", (facts, proposals, item) -> facts.touches(item));
    addFact(
        FeatureGroup.TOUCHED, "touched.recently", (facts, proposals, item) -> facts.recency(item));
  }

  private void addCatalog() {
    if (!catalog.text().isAbsent() && sees(FeatureGroup.TEXT)) {
      Cosines text = Cosines.among(catalog.text());
      add(
          NONE,
          Relations.names("text"),
          (facts, proposals, items, to) -> Relations.fill(text, facts.newest(), items, to));
    }
    if (catalog.categories() > 0) {
      int[] category = catalog.category();
      addFact(
          FeatureGroup.CATEGORY,
          "category.affinity",
          (facts, proposals, item) -> facts.affinity(category[item]));
    }
    float[] price = catalog.fact(ItemFact.PRICE);
    if (price.length > 0) {
      addFact(
          FeatureGroup.PRICE,
          "price.distance",
          (facts, proposals, item) -> facts.priceDistance(price[item]));
    }
    addOfItem(FeatureGroup.AGE, "age", ItemFact.AGE, true);
    addOfItem(FeatureGroup.RATING, "rating", ItemFact.RATING, false);
    addOfItem(FeatureGroup.RATING, "ratings", ItemFact.RATINGS, true);
    addOfItem(FeatureGroup.TREND, "trend", ItemFact.TREND, false);
    addOfItem(FeatureGroup.SENTIMENT, "sentiment", ItemFact.SENTIMENT, false);
  }

  private void addOfItem(FeatureGroup group, String name, ItemFact known, boolean logarithm) {
    float[] values = catalog.fact(known);
    if (values.length > 0) {
      addFact(
          group,
          name,
          (facts, proposals, item) -> {
            float value = Float.isNaN(values[item]) ? 0 : values[item];
            return logarithm ? (float) Math.log1p(Math.max(0, value)) : value;
          });
    }
  }

  private void addFact(FeatureGroup group, String name, Fact fact) {
    if (sees(group)) {
      add(NONE, name, fact);
    }
  }

  /** Whether a group that this catalog has is seen. */
  private boolean sees(FeatureGroup group) {
    boolean seen = !leftOut.contains(group);
    if (seen) {
      groups.add(group);
    }
    return seen;
  }

  private void add(int source, String name, Fact fact) {
    add(
        source,
        List.of(name),
        (facts, proposals, items, to) -> {
          float[] column = new float[items.length];
          for (int i = 0; i < column.length; i++) {
            column[i] = fact.of(facts, proposals, items[i]);
          }
          to.fill(0, column);
        });
  }

  private void add(int source, List<String> names, Measure measure) {
    features.add(new Features(source, names, measure));
    width += names.size();
  }

  /** What a source says of items: its score, the logarithm of it, and the place in its list. */
  private static void fill(Proposals proposals, int source, int[] items, FeatureColumns to) {
    float best = proposals.best(source);
    float[] shares = proposals.scores(source, items);
    float[] logarithms = new float[items.length];
    float[] places = new float[items.length];
    int[] ranks = proposals.ranks(source, items);
    for (int i = 0; i < items.length; i++) {
      shares[i] = Relations.share(shares[i], best);
      logarithms[i] = (float) Math.log(Math.max(LEAST_SHARE, shares[i]));
      places[i] = (float) -Math.log1p(ranks[i]);
    }
    to.fill(0, shares);
    to.fill(1, logarithms);
    to.fill(2, places);
  }

  /** The part of each source: the sum over the features that belong to it. */
  public double[] bySource(double[] parts) {
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
    return width;
  }

  /**
   * The features of a user's candidates.
   *
   * @return {@code proposals.items().length * width()} numbers, row by row
   */
  public float[] of(Proposals proposals) {
    return of(proposals, proposals.items());
  }

  /**
   * The features of any items for a user.
   *
   * @param items ascending, proposed or not
   * @return {@code items.length * width()} numbers, row by row
   */
  public float[] of(Proposals proposals, int[] items) {
    UserFacts facts = UserFacts.of(proposals.user(), catalog, decay);
    float[] values = new float[items.length * width];
    int first = 0;
    for (Features own : features) {
      own.measure().fill(facts, proposals, items, new FeatureColumns(values, width, first));
      first += own.names().size();
    }
    return values;
  }

  /** The groups that the facts belong to. */
  public List<FeatureGroup> groups() {
    return List.copyOf(groups);
  }

  /** Features that are measured together. */
  private record Features(int source, List<String> names, Measure measure)
      implements Serializable {}

  private interface Measure extends Serializable {
    void fill(UserFacts user, Proposals proposals, int[] items, FeatureColumns to);
  }

  private interface Fact extends Serializable {
    float of(UserFacts user, Proposals proposals, int item);
  }
}
