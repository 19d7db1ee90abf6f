package dev.nightjar.pipelines.settings;

import dev.nightjar.pipelines.settings.choice.Repeat;

/**
 * What a list holds.
 *
 * @param topK items a user
 * @param similar items a similar-items list
 * @param newItems of the first {@code evaluate.k} places, kept for items without events
 * @param newItemShare of the lists that one item without events may be on
 * @param repeat whether items of the user's history may come back; what a user dislikes never does
 * @param leastRating an item whose mean rating is below it beyond doubt is on no list; 0 for none
 * @param pruning of large catalogs
 * @param rules what else may not stand there, or must
 */
public record RankSettings(
    int topK,
    int similar,
    int newItems,
    double newItemShare,
    Repeat repeat,
    double leastRating,
    Pruning pruning,
    RuleSettings rules) {

  /**
   * Whether ranking all users looks at all vectors of the catalog.
   *
   * @param share of the items that are looked at for a user; 1 for all, which is exact
   * @param leastRecall share of the exact candidates that must be found so; otherwise all is looked
   *     at
   */
  public record Pruning(double share, double leastRecall) {

    static Pruning from(SettingsReader in) {
      return new Pruning(
          in.decimal("rank.pruning.share", 1e-4, 1), in.decimal("rank.pruning.least-recall", 0, 1));
    }

    public boolean isOn() {
      return share < 1;
    }
  }

  static RankSettings from(SettingsReader in) {
    return new RankSettings(
        in.integer("rank.top-k", 1, 1000),
        in.integer("rank.similar", 1, 1000),
        in.integer("rank.new-items", 0, 1000),
        in.decimal("rank.new-item-share", 0, 1),
        in.choice("rank.repeat", Repeat.class),
        in.decimal("rank.least-rating", 0, 5),
        Pruning.from(in),
        RuleSettings.from(in));
  }
}
