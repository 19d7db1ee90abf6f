package dev.nightjar.pipelines.settings;

/**
 * Whether ranking all users looks at all vectors of the catalog.
 *
 * @param share of the items that are looked at for a user; 1 for all, which is exact
 * @param leastRecall share of the exact candidates that must be found so; otherwise all is looked
 *     at
 */
public record PruningSettings(double share, double leastRecall) {

  static PruningSettings from(SettingsReader in) {
    return new PruningSettings(
        in.decimal("rank.pruning.share", 1e-4, 1), in.decimal("rank.pruning.least-recall", 0, 1));
  }

  public boolean isOn() {
    return share < 1;
  }
}
