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

/**
 * Cleans text columns: no control characters, no blanks around, a bounded length; and tells which
 * texts were read in another encoding than they were written in.
 */
final class CleanTexts {

  /** True where control characters were removed. */
  static final String CLEANED = "_cleaned";

  /** True where a text was cut. */
  static final String CUT = "_cut";

  /** True where an id had blanks around it. */
  static final String TRIMMED = "_trimmed";

  /** True where a text has characters that stand for bytes of another encoding. */
  static final String GARBLED = "_garbled";

  private static final String CONTROL = "[\\p{Cc}&&[^\\n\\t]]";
  private static final String BLANKS = " \n\t";
  private static final String ID = "_id";

  /** What Java reads in place of bytes that are not of the expected encoding. */
  private static final String UNREADABLE = "\uFFFD";

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
    Column shortened = lit(false);
    Column garbled = lit(false);
    for (String text : texts) {
      Column without = col(stripped(text));
      Column trimmed = trim(without, BLANKS);
      stripped.put(stripped(text), regexp_replace(col(text), CONTROL, ""));
      kept.put(text, nullif(substring(trimmed, 1, maxChars), lit("")));
      cleaned = cleaned.or(length(without).notEqual(length(col(text))));
      cut = cut.or(length(trimmed).gt(maxChars));
      garbled = garbled.or(coalesce(without.contains(UNREADABLE), lit(false)));
      if (text.endsWith(ID)) {
        shortened = shortened.or(coalesce(length(trimmed).lt(length(without)), lit(false)));
      }
    }
    // A null text was neither cleaned nor cut.
    kept.put(CLEANED, coalesce(cleaned, lit(false)));
    kept.put(CUT, coalesce(cut, lit(false)));
    kept.put(TRIMMED, shortened);
    kept.put(GARBLED, garbled);
    return rows.withColumns(stripped)
        .withColumns(kept)
        .drop(stripped.keySet().toArray(String[]::new));
  }

  private static String stripped(String text) {
    return "_stripped_" + text;
  }
}
