package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import dev.nightjar.pipelines.ingest.source.OpenedSource;
import dev.nightjar.pipelines.ingest.source.SourceReader;
import dev.nightjar.pipelines.table.Column;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Evaluates a source's {@code select} block. A mapped row has {@link #SOURCE}, the raw row; for
 * each selected column c the struct {@code c} with the field {@code value}, null where the value
 * does not convert; and the text {@code _c}, the source values that c was made from. {@link
 * #WANTED} is the attempt at the source's {@code where}.
 */
final class Mapping {

  static final String SOURCE = "_source";
  static final String WANTED = "_wanted";

  private static final int SHOWN_CHARS = 60;
  private static final Map<String, String> STRICT = Map.of("mode", "FAILFAST");

  private Mapping() {}

  /** Where the source values of a column are shown. */
  static String shown(String column) {
    return "_" + column;
  }

  /** The source's rows mapped, before any check. */
  static Dataset<Row> map(OpenedSource source) {
    List<org.apache.spark.sql.Column> mapped = new ArrayList<>();
    mapped.add(struct(col("*")).as(SOURCE));
    for (Column column : selected(source)) {
      mapped.add(Attempts.attempt(value(source, column)).as(column.name()));
      mapped.add(inputs(source, column).as(shown(column.name())));
    }
    mapped.add(wanted(source).as(WANTED));
    return source
        .rows()
        .select(mapped.toArray(org.apache.spark.sql.Column[]::new))
        .where(WANTED + " IS NULL OR " + WANTED + ".value");
  }

  /** The contract's columns that the source names, in the contract's order. */
  static List<Column> selected(OpenedSource source) {
    Map<String, String> select = source.settings().select();
    Table table = source.settings().table();
    return table.columns().stream().filter(c -> select.containsKey(c.name())).toList();
  }

  /** The expression of one column, converted to its type; Spark's exception when it is wrong. */
  static org.apache.spark.sql.Column value(OpenedSource source, Column column) {
    org.apache.spark.sql.Column value = expr(source.settings().select().get(column.name()));
    DataType found = source.rows().select(value).schema().apply(0).dataType();
    DataType type = column.type();
    boolean isMap = type instanceof MapType;
    if (found instanceof StringType && !(type instanceof StringType)) {
      // A text of no characters says as little as a missing one, whatever it should convert to.
      value = when(trim(value).notEqual(""), value);
    }
    if (isMap && found instanceof StructType) {
      value = from_json(to_json(value), type, STRICT);
    } else if (found instanceof StringType && (isMap || type instanceof ArrayType)) {
      value = from_json(value, type, STRICT);
    }
    value = value.cast(type);
    return isMap ? map_from_entries(array_sort(map_entries(value))) : value;
  }

  /** The attempt at the predicate that says which rows are meant for the table. */
  static org.apache.spark.sql.Column wanted(OpenedSource source) {
    Optional<String> where = source.settings().where();
    org.apache.spark.sql.Column wanted =
        where.map(w -> expr("(" + w + ") IS TRUE")).orElse(lit(true));
    return Attempts.attempt(
        source.hasUnreadable() ? wanted.or(col(SourceReader.UNREADABLE).isNotNull()) : wanted);
  }

  /** The values that a column was made from, as text for people. */
  private static org.apache.spark.sql.Column inputs(OpenedSource source, Column column) {
    String expression = source.settings().select().get(column.name());
    var plan = source.rows().select(expr(expression)).queryExecution().analyzed();
    var references = CollectionConverters.asJava(plan.expressions()).get(0).references();
    var names =
        CollectionConverters.asJava(references.toSeq()).stream().map(a -> a.name()).toList();
    return substring(
        concat_ws(
            ", ",
            Arrays.stream(source.rows().columns())
                .filter(names::contains)
                .map(name -> col("`" + name.replace("`", "``") + "`").cast("string"))
                .toArray(org.apache.spark.sql.Column[]::new)),
        1,
        SHOWN_CHARS);
  }
}
