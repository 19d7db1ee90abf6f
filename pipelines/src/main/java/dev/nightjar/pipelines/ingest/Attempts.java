package dev.nightjar.pipelines.ingest;

import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.classic.ExpressionUtils;

/** Expressions that may fail on a row without failing the job. */
final class Attempts {

  private Attempts() {}

  /**
   * A struct with the field {@code value}, or null where evaluating it failed. A value that is null
   * by itself stands as null inside the struct, so the two can be told apart. Needs {@link
   * StrictSql} around the query.
   */
  static Column attempt(Column value) {
    return ExpressionUtils.column(
        new TryEval(ExpressionUtils.expression(struct(value.as("value")))));
  }
}
