package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.LiteralVector;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Embeds texts that are constants of a query, each once, while the query is planned. */
final class LiteralTexts {

  private final Map<Expression, Expression> vectors = new HashMap<>();

  LogicalPlan fold(LogicalPlan plan) {
    return plan.mapExpressions(expression -> EmbedCalls.replace(expression, this::fold))
        .mapChildren(this::fold);
  }

  private Expression fold(Expression call) {
    boolean constant = call instanceof EmbedText text && text.text().foldable();
    return constant ? vectors.computeIfAbsent(call.canonicalized(), same -> vector(call)) : call;
  }

  private static Expression vector(Expression call) {
    return new LiteralVector(
        call.sql(), (org.apache.spark.sql.catalyst.util.ArrayData) call.eval(null));
  }
}
