package dev.nightjar.pipelines.settings;

/**
 * Where the tables are.
 *
 * @param root directory of the lake, any Hadoop URI
 * @param staleLockMinutes a lock whose holder gave no sign of life for so long is taken over
 */
public record LakeSettings(String root, int staleLockMinutes) {

  static LakeSettings from(SettingsReader in) {
    return new LakeSettings(in.text("lake.root"), in.integer("lake.stale-lock-minutes", 1, 1440));
  }
}
