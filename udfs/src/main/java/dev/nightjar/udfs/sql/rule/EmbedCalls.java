package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.EmbedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/** Finds and replaces calls of {@code embed_text} in expressions. */
final class EmbedCalls {

  private EmbedCalls() {}

  static boolean anywhereIn(LogicalPlan plan) {
    return plan.exists(node -> inExpressionsOf(node));
  }

  static boolean inExpressionsOf(LogicalPlan node) {
    return node.expressions().exists(EmbedCalls::in);
  }

  static boolean in(Expression expression) {
    return expression.exists(EmbedText.class::isInstance);
  }

  /**
   * The different calls in a node's own expressions that a column of its child can stand for, in
   * the order in which they appear. Of a call inside a call there is only the inner one. A call
   * that is not deterministic equals none, not even itself: it could not be found again to be
   * replaced, and is left out.
   */
  static List<EmbedText> extractable(LogicalPlan node, LogicalPlan child) {
    List<EmbedText> calls = new ArrayList<>();
    for (Expression expression : CollectionConverters.asJava(node.expressions())) {
      collect(expression, child, calls);
    }
    return calls;
  }

  private static void collect(Expression expression, LogicalPlan child, List<EmbedText> calls) {
    if (expression instanceof EmbedText call && !in(call.text())) {
      if (isColumnOf(child, call) && calls.stream().noneMatch(call::semanticEquals)) {
        calls.add(call);
      }
      return;
    }
    for (Expression inner : CollectionConverters.asJava(expression.children())) {
      collect(inner, child, calls);
    }
  }

  private static boolean isColumnOf(LogicalPlan child, EmbedText call) {
    return call.semanticEquals(call)
        && call.references().subsetOf(child.outputSet())
        && !call.exists(NamedLambdaVariable.class::isInstance);
  }

  /** Replaces calls by what {@code column} gives for them; it gives back a call that shall stay. */
  static Expression replace(Expression expression, UnaryOperator<Expression> column) {
    if (expression instanceof EmbedText) {
      Expression replacement = column.apply(expression);
      if (replacement != expression) {
        return replacement;
      }
    }
    return expression.mapChildren(child -> replace(child, column));
  }
}
