package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.choice.FusionMethod;
import dev.nightjar.pipelines.settings.sql.EventExpression;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How histories and profiles are made.
 *
 * @param kinds strength of each kind of event, below 0 against the item; a kind that is not named
 *     counts as {@code otherKinds}
 * @param otherKinds strength of every other kind, 0 leaves it out
 * @param popularityHalfLifeDays an event counts half after so many days
 * @param tasteHalfLifeDays the same in a user's taste vector
 * @param fusion how the catalog vector and the review vector of an item become one
 * @param reviewWeight share of the review vector where they are weighted, 0 to 1; empty for the one
 *     that ranks best in a held-out window
 * @param imageWeight share of the picture where items have one, 0 to 1; empty in the same way
 * @param maxHistory a user's newest events that are kept, beside all dislikes
 */
public record FeaturesSettings(
    Map<String, EventExpression> kinds,
    double otherKinds,
    double popularityHalfLifeDays,
    double tasteHalfLifeDays,
    FusionMethod fusion,
    OptionalDouble reviewWeight,
    OptionalDouble imageWeight,
    int maxHistory) {

  public FeaturesSettings {
    kinds = Map.copyOf(kinds);
  }

  static FeaturesSettings from(SettingsReader in) {
    return new FeaturesSettings(
        in.strengths("features.kinds", 1e6),
        in.decimal("features.other-kinds", -1e6, 1e6),
        in.decimal("features.popularity-half-life-days", 0.01, 1e6),
        in.decimal("features.taste-half-life-days", 0.01, 1e6),
        in.choice("features.fusion", FusionMethod.class),
        in.decimalOr("features.review-weight", "auto", 0, 1),
        in.decimalOr("features.image-weight", "auto", 0, 1),
        in.integer("features.max-history", 1, 100_000));
  }
}
