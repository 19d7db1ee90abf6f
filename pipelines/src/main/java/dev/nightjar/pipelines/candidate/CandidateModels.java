package dev.nightjar.pipelines.candidate;

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
 * @param vectors content and factors fused, absent unless `vectors` was asked for
 * @param itemToItem empty unless asked for
 * @param linear empty unless asked for
 * @param autoencoder absent unless asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record CandidateModels(
    float[] popularity,
    Vectors factors,
    Vectors mapped,
    Vectors vectors,
    Neighbours itemToItem,
    Neighbours linear,
    Autoencoder autoencoder)
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
    boolean vectors = kinds.contains(SourceKind.VECTORS);
    Vectors factors =
        cold || vectors || kinds.contains(SourceKind.ALS)
            ? Als.fit(histories, catalog, options.als())
            : Vectors.absent(catalog.items());
    return new CandidateModels(
        popularity,
        factors,
        cold
            ? Cold.fit(factors, catalog.text(), options.coldRegularization())
            : Vectors.absent(catalog.items()),
        vectors ? options.vectors().fuse(catalog.text(), factors) : Vectors.absent(catalog.items()),
        kinds.contains(SourceKind.ITEM_TO_ITEM)
            ? ItemToItem.fit(histories, catalog, options.itemToItem())
            : none,
        kinds.contains(SourceKind.LINEAR) ? Linear.fit(histories, catalog, options.linear()) : none,
        kinds.contains(SourceKind.AUTOENCODER)
            ? AutoencoderTraining.fit(histories, catalog, options.autoencoder())
            : Autoencoder.absent(catalog.items()));
  }

  public CandidateModels withMapped(Vectors ofNewItems) {
    return new CandidateModels(
        popularity, factors, ofNewItems, vectors, itemToItem, linear, autoencoder);
  }

  public CandidateModels withVectors(Vectors fused) {
    return new CandidateModels(popularity, factors, mapped, fused, itemToItem, linear, autoencoder);
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
      case AUTOENCODER -> new AutoencoderSource(autoencoder, options.autoencoder().decay());
      case TEXT -> TextSource.of(catalog, options.textDecay());
      case VECTORS -> TextSource.ofVectors(vectors, options.textDecay());
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
