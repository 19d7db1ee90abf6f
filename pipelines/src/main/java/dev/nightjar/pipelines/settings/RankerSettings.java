package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.choice.FeatureGroup;
import java.io.Serializable;
import java.util.List;

/**
 * How the fusion ranker is trained.
 *
 * @param users most users that examples are taken from, chosen by a hash of user and seed
 * @param negatives most candidates a user that were not taken, chosen likewise, before the limit of
 *     all together
 * @param validationShare share of those users that only compare the penalties
 * @param ridges penalties of squared standardised weights, per user, tried in this order; a later
 *     one wins by more than the 95 % interval
 * @param leaveOut facts that the ranker does not see
 * @param top positions that the NDCG counts, {@code evaluate.k}
 * @param seed of every choice
 */
public record RankerSettings(
    int users,
    int negatives,
    double validationShare,
    List<Double> ridges,
    List<FeatureGroup> leaveOut,
    int top,
    long seed)
    implements Serializable {

  public RankerSettings {
    ridges = List.copyOf(ridges);
    leaveOut = List.copyOf(leaveOut);
  }

  static RankerSettings from(SettingsReader in, long seed, int top) {
    return new RankerSettings(
        in.integer("train.ranker.users", 2, 10_000_000),
        in.integer("train.ranker.negatives", 1, 100_000),
        in.decimal("train.ranker.validation-share", 0.01, 0.9),
        in.decimals("train.ranker.ridge", 0, 1e6),
        in.choicesIfAny("train.ranker.leave-out", FeatureGroup.values(), FeatureGroup::word),
        top,
        seed);
  }
}
