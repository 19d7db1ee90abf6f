package dev.nightjar.pipelines.settings;

/**
 * Where the tables are, and what is kept of them.
 *
 * @param root directory of the lake, any Hadoop URI
 * @param staleLockMinutes a lock whose holder gave no sign of life for so long is taken over
 * @param keepNights newest nights of every nightly table that maintenance keeps
 * @param vacuumHours files of older versions stay for so long, and so do nights that did not end
 * @param smallFiles small files from which on those of a partition become few
 */
public record LakeSettings(
    String root, int staleLockMinutes, int keepNights, int vacuumHours, int smallFiles) {

  static LakeSettings from(SettingsReader in) {
    return new LakeSettings(
        in.text("lake.root"),
        in.integer("lake.stale-lock-minutes", 1, 1440),
        in.integer("lake.keep-nights", 1, 3650),
        in.integer("lake.vacuum-hours", 0, 8760),
        in.integer("lake.small-files", 2, 100_000));
  }
}
