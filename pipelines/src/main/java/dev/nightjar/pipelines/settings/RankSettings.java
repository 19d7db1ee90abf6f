package dev.nightjar.pipelines.settings;

/**
 * What a list holds.
 *
 * @param topK items a user
 * @param similar items a similar-items list
 * @param repeat whether items of the user's history may come back
 */
public record RankSettings(int topK, int similar, Repeat repeat) {

  /** What happens to items that the user already touched. */
  public enum Repeat {
    EXCLUDE,
    ALLOW,
    ONLY
  }

  static RankSettings from(SettingsReader in) {
    return new RankSettings(
        in.integer("rank.top-k", 1, 1000),
        in.integer("rank.similar", 1, 1000),
        in.choice("rank.repeat", Repeat.class));
  }
}
