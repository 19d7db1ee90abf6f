package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.choice.SourceKind;
import java.util.List;

/**
 * Which candidate sources are fitted and how.
 *
 * @param sources in any order; text and cold are left out where the catalog has no text, category
 *     popularity where it has no categories
 * @param perSource most candidates of each source a user
 * @param popularityHalfLifeDays an event counts half after so many days for popularity
 * @param tasteHalfLifeDays the same in a user's text profile, categories and repetitions
 * @param tasteStepDecay weight of an event per newer event there
 */
public record CandidateSettings(
    List<SourceKind> sources,
    int perSource,
    double popularityHalfLifeDays,
    double tasteHalfLifeDays,
    double tasteStepDecay,
    AlsSettings als,
    ItemToItemSettings itemToItem,
    LinearSettings linear) {

  public CandidateSettings {
    sources = List.copyOf(sources);
  }

  static CandidateSettings from(SettingsReader in, long seed, FeaturesSettings features) {
    return new CandidateSettings(
        in.choices("train.sources", SourceKind.values(), SourceKind::word),
        in.integer("train.candidates", 10, 10_000),
        features.popularityHalfLifeDays(),
        features.tasteHalfLifeDays(),
        in.decimal("train.taste-step-decay", 1e-6, 1),
        AlsSettings.from(in, seed),
        ItemToItemSettings.from(in),
        LinearSettings.from(in));
  }
}
