package dev.nightjar.pipelines.candidate.models;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.CandidateSource;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.als.Als;
import dev.nightjar.pipelines.candidate.als.AlsCourse;
import dev.nightjar.pipelines.candidate.als.AlsFactors;
import dev.nightjar.pipelines.candidate.als.FactorSource;
import dev.nightjar.pipelines.candidate.content.TextSource;
import dev.nightjar.pipelines.candidate.linear.Linear;
import dev.nightjar.pipelines.candidate.neighbour.ItemToItem;
import dev.nightjar.pipelines.candidate.neighbour.NeighbourSource;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.candidate.popular.CategoryPopularity;
import dev.nightjar.pipelines.candidate.popular.Popularity;
import dev.nightjar.pipelines.settings.CandidateSettings;
import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the night trains and stores: everything the sources need besides the catalog.
 *
 * @param popularity one number an item, -1 to 1
 * @param factors item factors of ALS, absent unless a source asked for them
 * @param mapped factors of items without events, absent unless `cold` was asked for
 * @param itemToItem empty unless asked for
 * @param linear empty unless asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record CandidateModels(
    float[] popularity, Vectors factors, Vectors mapped, Neighbours itemToItem, Neighbours linear)
    implements Serializable {

  /** Fits what the settings name. */
  public static CandidateModels fit(
      Dataset<Row> histories, Catalog catalog, CandidateSettings settings) {
    Popularity counted = Popularity.fit(histories, catalog, settings.popularityHalfLifeDays());
    return fit(histories, catalog, counted.shares(), settings, AlsCourse.COLD);
  }

  /**
   * Fits what the settings name beside a popularity that is known; nothing where nobody did
   * anything.
   *
   * @param course of ALS, where it is fitted
   */
  public static CandidateModels fit(
      Dataset<Row> histories,
      Catalog catalog,
      float[] popularity,
      CandidateSettings settings,
      AlsCourse course) {
    Neighbours none = Neighbours.of(List.of(), catalog.items());
    Vectors absent = Vectors.absent(catalog.items());
    if (histories.isEmpty()) {
      return new CandidateModels(popularity, absent, absent, none, none);
    }
    List<SourceKind> kinds = usable(catalog, settings);
    boolean cold = kinds.contains(SourceKind.COLD);
    AlsFactors als =
        cold || kinds.contains(SourceKind.ALS)
            ? Als.fit(histories, catalog, settings.als(), course)
            : new AlsFactors(absent, absent);
    return new CandidateModels(
        popularity,
        als.items(),
        cold ? als.mapped() : absent,
        kinds.contains(SourceKind.ITEM_TO_ITEM)
            ? ItemToItem.fit(histories, catalog, settings.itemToItem())
            : none,
        kinds.contains(SourceKind.LINEAR)
            ? Linear.fit(histories, catalog, settings.linear())
            : none);
  }

  /** The sources, in the order of {@link SourceKind}. */
  public List<CandidateSource> sources(Catalog catalog, CandidateSettings settings) {
    List<CandidateSource> sources = new ArrayList<>();
    usable(catalog, settings).forEach(kind -> sources.add(source(kind, catalog, settings)));
    return sources;
  }

  private CandidateSource source(SourceKind kind, Catalog catalog, CandidateSettings settings) {
    return switch (kind) {
      case POPULARITY -> new Popularity(popularity);
      case CATEGORY ->
          CategoryPopularity.of(new Popularity(popularity), catalog, Decay.ofTaste(settings));
      case ALS -> FactorSource.als(factors, settings.als());
      case ITEM_TO_ITEM ->
          new NeighbourSource(
              kind.word(), itemToItem, new Decay(settings.itemToItem().stepDecay(), 0));
      case LINEAR ->
          new NeighbourSource(kind.word(), linear, new Decay(settings.linear().stepDecay(), 0));
      case TEXT -> TextSource.of(catalog, Decay.ofTaste(settings));
      case COLD -> FactorSource.cold(factors, mapped, settings.als());
    };
  }

  private static List<SourceKind> usable(Catalog catalog, CandidateSettings settings) {
    List<SourceKind> kinds = new ArrayList<>();
    for (SourceKind kind : SourceKind.values()) {
      boolean possible =
          !(kind.needsText() && catalog.text().isAbsent())
              && !(kind == SourceKind.CATEGORY && catalog.categories() == 0);
      if (settings.sources().contains(kind) && possible) {
        kinds.add(kind);
      }
    }
    return kinds;
  }
}
