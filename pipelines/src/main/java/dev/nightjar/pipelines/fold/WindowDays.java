package dev.nightjar.pipelines.fold;

import static org.apache.spark.sql.functions.max;

import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The length of the held-out windows. */
public final class WindowDays {

  /** A log is cut into at least so many windows, so that something is left to learn from. */
  private static final int WINDOWS_A_LOG = 4;

  /** The name under which the stage {@code features} counts the days of its windows. */
  public static final String COUNT = "window.days";

  private WindowDays() {}

  /**
   * The wanted length, less for a log that is too short for it.
   *
   * @param wanted days, {@code train.window-days}
   * @param logDays days from the first event to the end of the night
   * @return at least 1
   */
  public static int days(int wanted, double logDays) {
    return Math.max(1, Math.min(wanted, (int) Math.floor(logDays / WINDOWS_A_LOG)));
  }

  /** The length that this night's profiles were made with, whatever the settings say since. */
  public static int of(StageRun run) {
    Dataset<Row> runs =
        run.lake()
            .read(Table.RUNS)
            .where("stage = 'features' AND verdict = 'done'")
            .where("night = DATE '" + run.night() + "'");
    return ManifestRow.newest(ManifestRow.of(runs), "features")
        .map(newest -> newest.counts().get(COUNT))
        .map(Math::toIntExact)
        .orElseGet(() -> fromProfiles(run));
  }

  private static int fromProfiles(StageRun run) {
    Row oldest = run.readFold(Table.ITEM_PROFILES, Fold.LIVE).agg(max("age_days")).first();
    if (oldest.isNullAt(0)) {
      throw new IllegalStateException(
          "item_profiles of night "
              + run.night()
              + " know of no event; run the stage features of that night first");
    }
    return days(run.settings().train().windowDays(), oldest.getDouble(0));
  }
}
