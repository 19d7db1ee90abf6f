package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.nightjar.pipelines.ingest.source.SourceReader;
import dev.nightjar.pipelines.table.Rule;
import dev.nightjar.pipelines.table.Table;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Holds conformed rows against every rule of their table. */
final class BrokenRules {

  /** The rules that a row breaks, in the order of the contract; empty for a good row. */
  static final String BROKEN = "_broken";

  /** What did not convert and may be missing, so that the row is kept without it. */
  static final String UNCONVERTED = "_unconverted";

  /** The rule of rows that the reader could not take apart. */
  static final String UNPARSED = "row cannot be parsed";

  /** True when the catalog knows the row's item. */
  static final String KNOWN = "_known";

  private BrokenRules() {}

  /**
   * The rows with {@link #BROKEN} and {@link #UNCONVERTED}.
   *
   * @param earliest the first day that events may be of
   * @param end the first instant that the night does not cover
   */
  static Dataset<Row> broken(Table table, Dataset<Row> rows, LocalDate earliest, Instant end) {
    Column unreadable = unreadable(rows);
    List<Column> broken = new ArrayList<>();
    List<Column> unconverted = new ArrayList<>();
    broken.add(when(unreadable, UNPARSED));
    broken.add(when(not(unreadable).and(col(Mapping.WANTED).isNull()), "where does not evaluate"));
    for (var column : table.columns()) {
      Column failure = col(Contract.failure(column.name()));
      (column.isRequired() ? broken : unconverted).add(when(not(unreadable), failure));
      for (Rule rule : column.rules()) {
        Column holds = coalesce(expr(rule.holds()), lit(false));
        broken.add(when(not(unreadable).and(failure.isNull()).and(not(holds)), rule.broken()));
      }
    }
    List<String> columns = List.of(rows.columns());
    if (columns.contains("at")) {
      Instant start = earliest.atStartOfDay(ZoneOffset.UTC).toInstant();
      broken.add(
          when(
              col("at").lt(lit(Timestamp.from(start))),
              "at is before ingest.earliest " + earliest));
      broken.add(when(col("at").geq(lit(Timestamp.from(end))), "at is after the night"));
    }
    if (columns.contains(KNOWN)) {
      broken.add(
          when(
              col("item_id").isNotNull().and(col(KNOWN).isNull()),
              "item_id is not in the catalog"));
    }
    return rows.withColumn(BROKEN, array_compact(array(broken.toArray(Column[]::new))))
        .withColumn(UNCONVERTED, array_compact(array(unconverted.toArray(Column[]::new))));
  }

  /** The rows with {@link #KNOWN}, null where {@code itemIds}, distinct, lacks the row's item. */
  static Dataset<Row> markKnown(Dataset<Row> rows, Dataset<Row> itemIds) {
    return rows.join(
        itemIds.select(col("item_id"), lit(true).as(KNOWN)),
        scala.jdk.javaapi.CollectionConverters.asScala(List.of("item_id")).toSeq(),
        "left");
  }

  private static Column unreadable(Dataset<Row> rows) {
    boolean possible =
        List.of(rows.select(col(Mapping.SOURCE + ".*")).columns())
            .contains(SourceReader.UNREADABLE);
    return possible
        ? col(Mapping.SOURCE).getField(SourceReader.UNREADABLE).isNotNull()
        : lit(false);
  }

  private static Column not(Column condition) {
    return org.apache.spark.sql.functions.not(condition);
  }
}
