package dev.nightjar.pipelines.ingest;

import dev.nightjar.pipelines.ingest.source.OpenedSource;
import dev.nightjar.pipelines.table.Column;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds expressions that were meant for a column and are the same for every row: {@code 0} is a
 * number, the column of that name is written in backticks.
 */
final class ConstantValues {

  /** Keys that tell rows apart; those of one kind or one moment may be told by constants. */
  private static final List<String> KEYS = List.of("item_id", "review_id", "user_id");

  private ConstantValues() {}

  /** A sentence where the expression of a column is such a constant. */
  static Optional<String> problem(OpenedSource source, Column column) {
    String text = source.settings().select().get(column.name()).strip();
    String word = text.replaceFirst("^(['\"])(.*)\\1$", "$2");
    boolean named = source.columns().stream().anyMatch(word::equalsIgnoreCase);
    boolean oneUser = column.name().equals("user_id") && !word.equals(text);
    boolean key = KEYS.contains(column.name()) && !oneUser;
    if ((!named && !key) || !isConstant(source, text)) {
      return Optional.empty();
    }
    return Optional.of(
        source.key("select." + column.name())
            + " is "
            + text
            + ", which reads no column: every row would have the same "
            + column.name()
            + ". Write the name of a column, in backticks where it is no plain word: `"
            + word
            + "`; the columns of source "
            + source.settings().name()
            + " are "
            + source.columns());
  }

  private static boolean isConstant(OpenedSource source, String text) {
    var plan = source.rows().select(functions.expr(text)).queryExecution().analyzed();
    Expression value = CollectionConverters.asJava(plan.expressions()).get(0);
    return value.references().isEmpty() && value.deterministic();
  }
}
