package dev.nightjar.pipelines.candidate.models;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.SourceKind;
import dev.nightjar.pipelines.candidate.als.Als;
import dev.nightjar.pipelines.candidate.als.Cold;
import dev.nightjar.pipelines.candidate.als.FactorSource;
import dev.nightjar.pipelines.candidate.content.TextSource;
import dev.nightjar.pipelines.candidate.linear.Linear;
import dev.nightjar.pipelines.candidate.neighbour.ItemToItem;
import dev.nightjar.pipelines.candidate.neighbour.NeighbourSource;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.candidate.popular.CategoryPopularity;
import dev.nightjar.pipelines.candidate.popular.Popularity;
import dev.nightjar.pipelines.candidate.popular.Repeated;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the night trains and stores: everything the sources need besides the catalog.
 *
 * @param popularity one number an item, 0 to 1
 * @param factors item factors of ALS, absent unless a source asked for them
 * @param mapped factors of items without events, absent unless `cold` was asked for
 * @param itemToItem empty unless asked for
 * @param linear empty unless asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record CandidateModels(
    float[] popularity,
    Vectors factors,
    Vectors mapped,
    Neighbours itemToItem,
    Neighbours linear)
    implements Serializable {

  /** Fits what the options name. */
  public static CandidateModels fit(
      Dataset<Row> histories, Catalog catalog, CandidateOptions options) {
    Popularity counted = Popularity.fit(histories, catalog, options.popularityHalfLifeDays());
    return fit(histories, catalog, counted.shares(), options);
  }

  /** Fits what the options name beside a popularity that is known. */
  public static CandidateModels fit(
      Dataset<Row> histories, Catalog catalog, float[] popularity, CandidateOptions options) {
    Neighbours none = Neighbours.of(List.of(), catalog.items());
    List<SourceKind> kinds = usable(catalog, options);
    boolean cold = kinds.contains(SourceKind.COLD);
    Vectors factors =
        cold || kinds.contains(SourceKind.ALS)
            ? Als.fit(histories, catalog, options.als())
            : Vectors.absent(catalog.items());
    return new CandidateModels(
        popularity,
        factors,
        cold
            ? Cold.fit(factors, catalog.text(), options.coldRegularization())
            : Vectors.absent(catalog.items()),
        kinds.contains(SourceKind.ITEM_TO_ITEM)
            ? ItemToItem.fit(histories, catalog, options.itemToItem())
            : none,
        kinds.contains(SourceKind.LINEAR) ? Linear.fit(histories, catalog, options.linear()) : none);
  }

  public CandidateModels withMapped(Vectors ofNewItems) {
    return new CandidateModels(
        popularity, factors, ofNewItems, itemToItem, linear);
  }

  /** The sources, in the order of {@link SourceKind}. */
  public List<CandidateSource> sources(Catalog catalog, CandidateOptions options) {
    List<CandidateSource> sources = new ArrayList<>();
    usable(catalog, options).forEach(kind -> sources.add(source(kind, catalog, options)));
    return sources;
  }

  private CandidateSource source(SourceKind kind, Catalog catalog, CandidateOptions options) {
    return switch (kind) {
      case POPULARITY -> new Popularity(popularity);
      case CATEGORY ->
          CategoryPopularity.of(new Popularity(popularity), catalog, options.textDecay());
      case ALS -> FactorSource.als(factors, options.als());
      case ITEM_TO_ITEM ->
          new NeighbourSource(kind.word(), itemToItem, options.itemToItem().decay());
      case LINEAR -> new NeighbourSource(kind.word(), linear, options.linear().decay());
      case TEXT -> TextSource.of(catalog, options.textDecay());
      case COLD -> FactorSource.cold(factors, mapped, options.als());
      case REPEAT -> new Repeated(options.textDecay());
    };
  }

  private static List<SourceKind> usable(Catalog catalog, CandidateOptions options) {
    List<SourceKind> kinds = new ArrayList<>();
    for (SourceKind kind : SourceKind.values()) {
      boolean possible =
          !(kind.needsText() && catalog.text().isAbsent())
              && !(kind == SourceKind.CATEGORY && catalog.categories() == 0);
      if (options.sources().contains(kind) && possible) {
        kinds.add(kind);
      }
    }
    return kinds;
  }
}
