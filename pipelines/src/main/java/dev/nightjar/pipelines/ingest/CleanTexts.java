package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Cleans text columns: no control characters, no blanks around, a bounded length. */
final class CleanTexts {

  /** True where control characters were removed. */
  static final String CLEANED = "_cleaned";

  /** True where a text was cut. */
  static final String CUT = "_cut";

  private static final String CONTROL = "[\\p{Cc}&&[^\\n\\t]]";
  private static final String BLANKS = " \n\t";

  private CleanTexts() {}

  /**
   * The rows with their text columns cleaned; a blank text becomes null, newline and tab stay.
   *
   * @param maxChars longer texts are cut to so many characters
   */
  static Dataset<Row> clean(Dataset<Row> rows, List<String> texts, int maxChars) {
    Map<String, Column> stripped = new LinkedHashMap<>();
    Map<String, Column> kept = new LinkedHashMap<>();
    Column cleaned = lit(false);
    Column cut = lit(false);
    for (String text : texts) {
      Column without = col(stripped(text));
      Column trimmed = trim(without, BLANKS);
      stripped.put(stripped(text), regexp_replace(col(text), CONTROL, ""));
      kept.put(text, nullif(substring(trimmed, 1, maxChars), lit("")));
      cleaned = cleaned.or(length(without).notEqual(length(col(text))));
      cut = cut.or(length(trimmed).gt(maxChars));
    }
    // A null text was neither cleaned nor cut.
    kept.put(CLEANED, coalesce(cleaned, lit(false)));
    kept.put(CUT, coalesce(cut, lit(false)));
    return rows.withColumns(stripped)
        .withColumns(kept)
        .drop(stripped.keySet().toArray(String[]::new));
  }

  private static String stripped(String text) {
    return "_stripped_" + text;
  }
}
