package dev.nightjar.pipelines.embed;

import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.substring;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Texts cut into portions that are committed one by one: a killed run keeps what it had, and a
 * person sees how far it is.
 */
final class Portions {

  private static final long LEAST_TEXTS = 5_000;
  private static final long MOST_PORTIONS = 20;
  private static final int HASH_DIGITS = 8;

  private Portions() {}

  /**
   * Texts that are embedded and written together, before the next ones are begun.
   *
   * @param name for the console
   * @param texts {@code text_hash, text}
   * @param count about how many they are
   */
  record Portion(String name, Dataset<Row> texts, long count) {}

  /** Portions of about equal size, by the texts' hashes. */
  static List<Portion> of(Dataset<Row> texts, long count) {
    long portions = Math.min(MOST_PORTIONS, Math.max(1, count / LEAST_TEXTS));
    Column number =
        conv(substring(functions.col("text_hash"), 1, HASH_DIGITS), 16, 10).cast("long");
    List<Portion> cut = new ArrayList<>();
    for (long p = 0; p < portions; p++) {
      cut.add(
          new Portion(
              "embed " + count + " texts, portion " + (p + 1) + " of " + portions,
              texts.where(pmod(number, lit(portions)).equalTo(p)),
              count / portions));
    }
    return cut;
  }
}
