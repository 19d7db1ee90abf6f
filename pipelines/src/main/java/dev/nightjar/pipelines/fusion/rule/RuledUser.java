package dev.nightjar.pipelines.fusion.rule;

import dev.nightjar.pipelines.array.Numbers;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A user with what rules ask of users.
 *
 * @param flags of the rules' users that this one is of, ascending
 * @param blocked items that the user is not shown, ascending
 * @param kept the only items without events that the user may be shown, ascending; empty where it
 *     is any
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record RuledUser(History history, int[] flags, int[] blocked, Optional<int[]> kept) {

  /** The columns beside those of a history: {@code ARRAY<INT>}, the last one or null. */
  public static final String FLAGS = "flags";

  public static final String BLOCKED = "blocked";
  public static final String KEPT = "kept";

  private static final int[] NONE = {};

  /** A user of whom no rule says anything. */
  public static RuledUser free(History history) {
    return new RuledUser(history, NONE, NONE, Optional.empty());
  }

  /**
   * The rows as arrays.
   *
   * @param histories rows of {@code Histories.SCHEMA} with {@link #FLAGS}, {@link #BLOCKED} and
   *     {@link #KEPT}
   * @param items number of items of the catalog; a larger index is an error that names the user
   */
  public static JavaRDD<RuledUser> rdd(Dataset<Row> histories, int items) {
    return histories
        .select("user", "items", "ages", "weights", FLAGS, BLOCKED, KEPT)
        .javaRDD()
        .map(row -> of(row, items));
  }

  private static RuledUser of(Row row, int items) {
    return new RuledUser(
        Histories.of(row, items), sorted(row, 4), sorted(row, 5), optional(row, 6));
  }

  private static Optional<int[]> optional(Row row, int column) {
    return row.isNullAt(column) ? Optional.empty() : Optional.of(sorted(row, column));
  }

  private static int[] sorted(Row row, int column) {
    List<Integer> values = row.getList(column);
    return Arrays.stream(Numbers.ints(values)).sorted().toArray();
  }

  boolean has(int flag) {
    return Arrays.binarySearch(flags, flag) >= 0;
  }

  boolean isBlocked(int item) {
    return Arrays.binarySearch(blocked, item) >= 0;
  }

  /** Whether the user may be shown an item without events. */
  boolean keeps(int item) {
    return kept.isEmpty() || Arrays.binarySearch(kept.get(), item) >= 0;
  }
}
