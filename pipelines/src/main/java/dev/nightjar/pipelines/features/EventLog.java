package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.nightjar.pipelines.fold.WindowDays;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageRun;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the whole log says, in one pass over it.
 *
 * @param window length of the held-out windows in days
 * @param dislikes whether any event speaks against its item
 */
record EventLog(int window, boolean dislikes) {

  /**
   * Reads and counts the events.
   *
   * @param events rows of {@link Events#of}
   * @throws IllegalStateException where there are none, none speaks for its item, or a strength is
   *     no finite number
   */
  static EventLog of(StageRun run, Dataset<Row> events) {
    Column weight = col("weight");
    Column finite = abs(weight).lt(lit(Double.POSITIVE_INFINITY)); // NaN is above it
    Row log =
        events
            .agg(
                count(lit(1)).as("events"),
                round(max(when(weight.notEqual(0), col("age"))), ItemStatistics.DIGITS).as("age"),
                count(when(weight.gt(0), 1)).as("likes"),
                count(when(weight.lt(0), 1)).as("dislikes"),
                min(when(finite.equalTo(false), struct("kind", "value", "weight"))).as("broken"))
            .first();
    long all = log.getAs("events");
    long likes = log.getAs("likes");
    long dislikes = log.getAs("dislikes");
    Row broken = log.getAs("broken");
    if (all == 0) {
      throw new IllegalStateException(
          "no interaction before the end of night "
              + run.night()
              + "; ingest a log that reaches it, or check features.kinds");
    }
    if (broken != null) {
      throw new IllegalStateException(notFinite(broken));
    }
    if (likes == 0) {
      throw new IllegalStateException(noLikes(run.night(), all, dislikes));
    }
    int window = WindowDays.days(run.settings().train().windowDays(), log.<Double>getAs("age"));
    run.count("events", all);
    if (dislikes > 0) {
      run.count("events.disliked", dislikes);
    }
    run.count(WindowDays.COUNT, window);
    return new EventLog(window, dislikes > 0);
  }

  private static String notFinite(Row broken) {
    return "features.kinds."
        + broken.getAs("kind")
        + " gives strength "
        + broken.getAs("weight")
        + " to an event of value "
        + broken.getAs("value")
        + "; give an expression that is a finite number for every value, or null where it says"
        + " nothing";
  }

  private static String noLikes(Night night, long all, long dislikes) {
    return "none of the "
        + all
        + " interactions before the end of night "
        + night
        + " has a strength above 0, and "
        + dislikes
        + " have one below, so that nothing says what people like; check features.kinds, or ingest"
        + " events that do";
  }
}
