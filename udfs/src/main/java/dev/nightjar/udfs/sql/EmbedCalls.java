package dev.nightjar.udfs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/** Finds and replaces calls of {@code embed_text} in expressions. */
final class EmbedCalls {

  private EmbedCalls() {}

  /** The different calls in a node's own expressions, in the order in which they appear. */
  static List<EmbedText> in(LogicalPlan plan) {
    return in(CollectionConverters.asJava(plan.expressions()));
  }

  /** The different calls in some expressions; a call inside a call counts, not its outer one. */
  static List<EmbedText> in(Iterable<? extends Expression> expressions) {
    List<EmbedText> calls = new ArrayList<>();
    expressions.forEach(expression -> collect(expression, calls));
    return calls;
  }

  static boolean contains(Expression expression) {
    return !in(List.of(expression)).isEmpty();
  }

  private static void collect(Expression expression, List<EmbedText> calls) {
    int before = calls.size();
    boolean innermost = true;
    for (Expression child : CollectionConverters.asJava(expression.children())) {
      innermost &= !contains(child);
      collect(child, calls);
    }
    if (expression instanceof EmbedText call && innermost && calls.size() == before) {
      if (calls.stream().noneMatch(call::semanticEquals)) {
        calls.add(call);
      }
    }
  }

  /** Replaces calls; those for which {@code column} gives null stay. */
  static Expression replace(Expression expression, Function<EmbedText, Expression> column) {
    if (expression instanceof EmbedText call) {
      Expression replacement = column.apply(call);
      if (replacement != null) {
        return replacement;
      }
    }
    return expression.mapChildren(child -> replace(child, column));
  }
}
