package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import dev.nightjar.pipelines.run.Night;
import java.sql.Date;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Turns refused rows into rows of the table {@code quarantine}, and finds those that recovered. */
final class Quarantine {

  /** SHA-256 of the raw row as JSON, where it is wanted. */
  static final String HASH = "_hash";

  /** The raw row as JSON, for refused rows. */
  static final String RAW = "_raw";

  private static final int RAW_CHARS = 10_000;

  private Quarantine() {}

  /**
   * Checked rows with {@link #HASH} and {@link #RAW} in place of the raw row.
   *
   * @param hashed which rows may be looked up in the quarantine besides the refused ones
   */
  static Dataset<Row> withRaw(Dataset<Row> rows, Column hashed) {
    Column refused = size(col(BrokenRules.BROKEN)).gt(0);
    Column json = Contract.json(col(Mapping.SOURCE));
    return rows.withColumn(RAW, when(refused.or(hashed), json))
        .withColumn(HASH, sha2(col(RAW), 256))
        .withColumn(RAW, when(refused, substring(col(RAW), 1, RAW_CHARS)))
        .drop(Mapping.SOURCE);
  }

  /** The refused rows that the quarantine does not hold yet, one a raw row. */
  static Dataset<Row> additions(Dataset<Row> quarantine, CheckedSource checked, Night night) {
    String source = checked.source().settings().name();
    return checked
        .refused()
        .select(
            lit(source).as("source"),
            col(HASH).as("row_hash"),
            array_join(col(BrokenRules.BROKEN), "; ").as("rule"),
            col(RAW).as("row"),
            lit(Date.valueOf(night.date())).as("night"))
        .dropDuplicates("row_hash")
        .join(hashes(quarantine, source), col("row_hash").equalTo(col("held")), "left_anti");
  }

  /** The keys of quarantined rows that now keep every rule. */
  static Dataset<Row> releases(Dataset<Row> quarantine, CheckedSource checked) {
    String source = checked.source().settings().name();
    return hashes(quarantine, source)
        .join(checked.accepted(), col("held").equalTo(col(HASH)), "left_semi")
        .select(lit(source).as("source"), col("held").as("row_hash"));
  }

  /** The hashes that the quarantine holds of a source, as column {@code held}. */
  static Dataset<Row> hashes(Dataset<Row> quarantine, String source) {
    return quarantine.where(col("source").equalTo(source)).select(col("row_hash").as("held"));
  }
}
