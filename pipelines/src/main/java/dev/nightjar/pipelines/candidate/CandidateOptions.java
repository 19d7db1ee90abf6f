package dev.nightjar.pipelines.candidate;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;

/**
 * Which sources to fit and how.
 *
 * @param sources in any order, without duplicates; text, vectors and cold are left out where the
 *     catalog has no text, category popularity where it has no categories
 * @param popularityHalfLifeDays age after which an event counts half for popularity, 0 counts all
 *     alike
 * @param vectors how content and ALS factors become one vector
 * @param textDecay how events lose weight in a user's text profile, categories and repetitions
 * @param coldRegularization ridge weight of the map from text to factors
 */
public record CandidateOptions(
    List<SourceKind> sources,
    double popularityHalfLifeDays,
    AlsOptions als,
    ItemToItemOptions itemToItem,
    LinearOptions linear,
    AutoencoderOptions autoencoder,
    ContentFactors vectors,
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
          AutoencoderOptions.DEFAULT,
          ContentFactors.DEFAULT,
          new Decay(0.9, 0),
          10);

  public CandidateOptions {
    sources = List.copyOf(sources);
    if (sources.isEmpty() || EnumSet.copyOf(sources).size() != sources.size()) {
      throw new IllegalArgumentException(
          "sources are %s; name each source once and at least one".formatted(sources));
    }
    Checks.within("features.popularity-half-life-days", popularityHalfLifeDays, 0, 100_000);
    Checks.within("train.cold.regularization", coldRegularization, 1e-9, 1e9);
  }

  public CandidateOptions withSources(List<SourceKind> kinds) {
    return with(kinds, als, itemToItem, linear, autoencoder);
  }

  public CandidateOptions withAls(AlsOptions options) {
    return with(sources, options, itemToItem, linear, autoencoder);
  }

  public CandidateOptions withItemToItem(ItemToItemOptions options) {
    return with(sources, als, options, linear, autoencoder);
  }

  public CandidateOptions withLinear(LinearOptions options) {
    return with(sources, als, itemToItem, options, autoencoder);
  }

  public CandidateOptions withAutoencoder(AutoencoderOptions options) {
    return with(sources, als, itemToItem, linear, options);
  }

  private CandidateOptions with(
      List<SourceKind> kinds,
      AlsOptions otherAls,
      ItemToItemOptions otherItemToItem,
      LinearOptions otherLinear,
      AutoencoderOptions otherAutoencoder) {
    return new CandidateOptions(
        kinds,
        popularityHalfLifeDays,
        otherAls,
        otherItemToItem,
        otherLinear,
        otherAutoencoder,
        vectors,
        textDecay,
        coldRegularization);
  }
}
