package dev.nightjar.pipelines.candidate.models;

import dev.nightjar.pipelines.array.Bounds;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.SourceKind;
import dev.nightjar.pipelines.candidate.als.AlsOptions;
import dev.nightjar.pipelines.candidate.linear.LinearOptions;
import dev.nightjar.pipelines.candidate.neighbour.ItemToItemOptions;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;

/**
 * Which sources to fit and how.
 *
 * @param sources in any order, without duplicates; text and cold are left out where the catalog
 *     has no text, category popularity where it has no categories
 * @param popularityHalfLifeDays age after which an event counts half for popularity, 0 counts all
 *     alike
 * @param textDecay how events lose weight in a user's text profile, categories and repetitions
 * @param coldRegularization ridge weight of the map from text to factors
 */
public record CandidateOptions(
    List<SourceKind> sources,
    double popularityHalfLifeDays,
    AlsOptions als,
    ItemToItemOptions itemToItem,
    LinearOptions linear,
    Decay textDecay,
    double coldRegularization)
    implements Serializable {

  public static final CandidateOptions DEFAULT =
      new CandidateOptions(
          List.of(SourceKind.values()),
          30,
          AlsOptions.DEFAULT,
          ItemToItemOptions.DEFAULT,
          LinearOptions.DEFAULT,
          new Decay(0.9, 0),
          10);

  public CandidateOptions {
    sources = List.copyOf(sources);
    if (sources.isEmpty() || EnumSet.copyOf(sources).size() != sources.size()) {
      throw new IllegalArgumentException(
          "sources are %s; name each source once and at least one".formatted(sources));
    }
    Bounds.within("features.popularity-half-life-days", popularityHalfLifeDays, 0, 100_000);
    Bounds.within("train.cold.regularization", coldRegularization, 1e-9, 1e9);
  }

  public CandidateOptions withSources(List<SourceKind> kinds) {
    return with(kinds, als, itemToItem, linear);
  }

  public CandidateOptions withAls(AlsOptions options) {
    return with(sources, options, itemToItem, linear);
  }

  public CandidateOptions withItemToItem(ItemToItemOptions options) {
    return with(sources, als, options, linear);
  }

  public CandidateOptions withLinear(LinearOptions options) {
    return with(sources, als, itemToItem, options);
  }

  private CandidateOptions with(
      List<SourceKind> kinds,
      AlsOptions otherAls,
      ItemToItemOptions otherItemToItem,
      LinearOptions otherLinear) {
    return new CandidateOptions(
        kinds,
        popularityHalfLifeDays,
        otherAls,
        otherItemToItem,
        otherLinear,
        textDecay,
        coldRegularization);
  }
}
