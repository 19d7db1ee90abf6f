package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.choice.FeatureGroup;
import dev.nightjar.pipelines.settings.choice.RankerKind;
import java.io.Serializable;
import java.util.List;

/**
 * How the fusion ranker is trained.
 *
 * @param kinds tried in this order; a later one wins by more than the 95 % interval and {@code
 *     leastGain}
 * @param leastGain by which share of an earlier kind's NDCG a later one must be better: lists are
 *     made for another time than the one that kinds are compared on, and what is barely better here
 *     is often worse there
 * @param users most users that examples are taken from, chosen by a hash of user and seed
 * @param negatives most candidates a user that were not taken, chosen likewise, before the limit of
 *     all together
 * @param validationShare share of those users that only compare the kinds
 * @param ridges penalties of squared standardised weights, per user: the listwise ranker tries them
 *     in this order, and a later one wins by more than the 95 % interval; trees start from the
 *     listwise ranker that won, if it was tried before them
 * @param leaveOut facts that the ranker does not see
 * @param top positions that the NDCG counts, {@code evaluate.k}
 * @param seed of every choice
 */
public record RankerSettings(
    List<RankerKind> kinds,
    double leastGain,
    int users,
    int negatives,
    double validationShare,
    List<Double> ridges,
    TreeSettings trees,
    List<FeatureGroup> leaveOut,
    int top,
    long seed)
    implements Serializable {

  public RankerSettings {
    kinds = List.copyOf(kinds);
    ridges = List.copyOf(ridges);
    leaveOut = List.copyOf(leaveOut);
  }

  static RankerSettings from(SettingsReader in, long seed, int top) {
    return new RankerSettings(
        in.choices("train.ranker.kinds", RankerKind.values(), RankerKind::word),
        in.decimal("train.ranker.least-gain", 0, 10),
        in.integer("train.ranker.users", 2, 10_000_000),
        in.integer("train.ranker.negatives", 1, 100_000),
        in.decimal("train.ranker.validation-share", 0.01, 0.9),
        in.decimals("train.ranker.ridge", 0, 1e6),
        TreeSettings.from(in),
        in.choicesIfAny("train.ranker.leave-out", FeatureGroup.values(), FeatureGroup::word),
        top,
        seed);
  }
}
