package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Cleans text columns: no control characters, no blanks around, a bounded length. */
final class Texts {

  /** True where control characters were removed. */
  static final String CLEANED = "_cleaned";

  /** True where a text was cut. */
  static final String CUT = "_cut";

  private static final String CONTROL = "[\\p{Cc}&&[^\\n\\t]]";
  private static final String BLANKS = " \n\t";

  private Texts() {}

  /**
   * The rows with their text columns cleaned; a blank text becomes null, newline and tab stay.
   *
   * @param maxChars longer texts are cut to so many characters
   */
  static Dataset<Row> clean(Dataset<Row> rows, List<String> texts, int maxChars) {
    Column cleaned = lit(false);
    Column cut = lit(false);
    Dataset<Row> result = rows;
    for (String text : texts) {
      result = result.withColumn(stripped(text), regexp_replace(col(text), CONTROL, ""));
      cleaned = cleaned.or(length(col(stripped(text))).notEqual(length(col(text))));
      cut = cut.or(length(trim(col(stripped(text)), BLANKS)).gt(maxChars));
    }
    result = result.withColumn(CLEANED, cleaned).withColumn(CUT, cut);
    for (String text : texts) {
      Column kept = substring(trim(col(stripped(text)), BLANKS), 1, maxChars);
      result = result.withColumn(text, nullif(kept, lit(""))).drop(stripped(text));
    }
    return result;
  }

  private static String stripped(String text) {
    return "_stripped_" + text;
  }
}
