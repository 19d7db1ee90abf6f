package dev.nightjar.pipelines.train;

import dev.nightjar.pipelines.fold.WindowDays;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What decides whether a night's ALS may start at the factors of another night.
 *
 * @param settingsHash of all settings
 * @param done rows of {@code runs} of the night's stages that ended well
 * @param items dense ids given so far
 */
record AlsNight(String settingsHash, List<ManifestRow> done, int items) {

  /** Names of counts in the manifest. */
  static final String ITEMS = "als.items";

  static final String SINCE_FULL = "als.nights-since-full";

  /** Of a catalog with a larger share of new items the earlier factors say too little. */
  private static final double MOST_NEW = 0.2;

  /**
   * Why the factors of an earlier night do not serve, or empty.
   *
   * @param earlier rows of {@code runs} of that night's stages that ended well
   * @param nights one in so many starts at random
   */
  Optional<String> hindrance(LocalDate other, List<ManifestRow> earlier, int nights) {
    Optional<ManifestRow> trained = ManifestRow.newest(earlier, "train");
    if (trained.isEmpty() || !trained.get().outputs().containsKey(Table.ITEM_FACTORS)) {
      return Optional.of("night " + other + " has no factors");
    }
    if (!trained.get().settingsHash().equals(settingsHash)) {
      return Optional.of("the settings changed since night " + other);
    }
    if (!model(done).equals(model(earlier))) {
      return Optional.of("the text model changed since night " + other);
    }
    if (!window(done).equals(window(earlier))) {
      return Optional.of("the windows have other lengths than in night " + other);
    }
    long since = trained.get().counts().getOrDefault(SINCE_FULL, 0L);
    if (since + 1 >= nights) {
      return Optional.of("the last full fit is %d nights ago".formatted(since + 1));
    }
    long known = trained.get().counts().getOrDefault(ITEMS, 0L);
    if (items - known > MOST_NEW * items) {
      return Optional.of(
          "%d of %d items came after night %s".formatted(items - known, items, other));
    }
    return Optional.empty();
  }

  private static Optional<String> model(List<ManifestRow> rows) {
    return ManifestRow.newest(rows, "embed").map(row -> row.fingerprints().get("model"));
  }

  private static Optional<Long> window(List<ManifestRow> rows) {
    return ManifestRow.newest(rows, "features").map(row -> row.counts().get(WindowDays.COUNT));
  }
}
