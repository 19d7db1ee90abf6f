package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Column;

/** What rows of a source are counted as. */
enum RowKind {
  /** All that were read. */
  READ("read", lit(true)),
  /** Those that break a rule. */
  QUARANTINED("quarantined", broken()),
  /** Those that keep every rule. */
  ACCEPTED("accepted", broken().equalTo(false)),
  /** Those that lost control characters. */
  CLEANED("cleaned", col(CleanTexts.CLEANED)),
  /** Those with a text that was cut. */
  CUT("cut", col(CleanTexts.CUT)),
  /** Good ones that had blanks around an id. */
  TRIMMED("trimmed", accepted(col(CleanTexts.TRIMMED))),
  /** Good ones whose texts have characters of another encoding. */
  GARBLED("garbled", accepted(col(CleanTexts.GARBLED))),
  /** Good ones that lack a value which was there but did not convert. */
  UNCONVERTED("unconverted", accepted(size(col(BrokenRules.UNCONVERTED)).gt(0))),
  /** Those that the reader could not take apart. */
  UNPARSED("unparsed", array_contains(col(BrokenRules.BROKEN), BrokenRules.UNPARSED));

  private final String word;
  private final Column is;

  RowKind(String word, Column is) {
    this.word = word;
    this.is = is;
  }

  String word() {
    return word;
  }

  /** Whether a count is worth its place when it is 0. */
  boolean isAlwaysTold() {
    return compareTo(CUT) <= 0;
  }

  /** The predicate over checked rows. */
  Column is() {
    return is;
  }

  private static Column broken() {
    return size(col(BrokenRules.BROKEN)).gt(0);
  }

  private static Column accepted(Column is) {
    return broken().equalTo(false).and(is);
  }
}
