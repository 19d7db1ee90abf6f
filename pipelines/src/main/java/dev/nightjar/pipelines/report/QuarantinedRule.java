package dev.nightjar.pipelines.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * A rule that rows of a source broke.
 *
 * @param rows how many rows broke it on all nights to this one
 * @param fresh how many of them this night saw first
 * @param examples raw rows, the newest nights first, cut
 */
public record QuarantinedRule(
    String source, String rule, long rows, long fresh, List<String> examples) {

  private static final int MAX_CHARS = 400;

  public QuarantinedRule {
    examples = List.copyOf(examples);
  }

  /** What the quarantine holds at the end of a night, most rows first. */
  static List<QuarantinedRule> of(Dataset<Row> quarantine, LocalDate night, int examples) {
    var tonight = lit(Date.valueOf(night));
    Dataset<Row> seen = quarantine.where(col("night").leq(tonight));
    Map<String, List<String>> rows = examples(seen, examples);
    return seen
        .groupBy("source", "rule")
        .agg(
            count(lit(1)).as("rows"),
            count(when(col("night").equalTo(tonight), lit(1))).as("fresh"))
        .orderBy(col("rows").desc(), col("source"), col("rule"))
        .collectAsList()
        .stream()
        .map(
            r ->
                new QuarantinedRule(
                    r.getString(0),
                    r.getString(1),
                    r.getLong(2),
                    r.getLong(3),
                    rows.getOrDefault(key(r), List.of())))
        .toList();
  }

  private static Map<String, List<String>> examples(Dataset<Row> seen, int examples) {
    var newest = Window.partitionBy("source", "rule").orderBy(col("night").desc(), col("row_hash"));
    return seen
        .withColumn("nth", row_number().over(newest))
        .where(col("nth").leq(examples))
        .orderBy("source", "rule", "nth")
        .select(col("source"), col("rule"), substring(col("row"), 1, MAX_CHARS))
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                QuarantinedRule::key,
                Collectors.mapping(r -> String.valueOf(r.get(2)), Collectors.toList())));
  }

  private static String key(Row row) {
    return row.getString(0) + "\n" + row.getString(1);
  }
}
