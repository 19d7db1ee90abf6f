package dev.nightjar.pipelines.settings;

import java.util.Map;

/**
 * How histories and profiles are made.
 *
 * @param kinds strength of each kind of event; a kind that is not named counts as {@code
 *     otherKinds}
 * @param otherKinds strength of every other kind, 0 leaves it out
 * @param popularityHalfLifeDays an event counts half after so many days
 * @param tasteHalfLifeDays the same in a user's taste vector
 * @param reviewWeight share of the review vector in an item's vector, 0 to 1
 * @param maxHistory a user's newest events that are kept
 */
public record FeaturesSettings(
    Map<String, Double> kinds,
    double otherKinds,
    double popularityHalfLifeDays,
    double tasteHalfLifeDays,
    double reviewWeight,
    int maxHistory) {

  public FeaturesSettings {
    kinds = Map.copyOf(kinds);
  }

  static FeaturesSettings from(SettingsReader in) {
    return new FeaturesSettings(
        in.decimalByName("features.kinds"),
        in.decimal("features.other-kinds", 0, 1e6),
        in.decimal("features.popularity-half-life-days", 0.01, 1e6),
        in.decimal("features.taste-half-life-days", 0.01, 1e6),
        in.decimal("features.review-weight", 0, 1),
        in.integer("features.max-history", 1, 100_000));
  }
}
