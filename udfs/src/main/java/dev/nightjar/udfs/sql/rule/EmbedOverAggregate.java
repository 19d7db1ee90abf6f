package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;

/** Separates the texts that an aggregate reads from those that it makes. */
final class EmbedOverAggregate {

  private final Aggregate aggregate;
  private final List<NamedExpression> results = new ArrayList<>();

  private EmbedOverAggregate(Aggregate aggregate) {
    this.aggregate = aggregate;
  }

  /**
   * The aggregate alone where calls stand inside its functions only; else an aggregate without
   * calls over its results, and the projection above it that has them.
   */
  static List<LogicalPlan> split(Aggregate aggregate) {
    boolean over =
        ScalaCollections.list(aggregate.aggregateExpressions()).stream()
            .anyMatch(result -> outsideFunctions((Expression) result));
    return over ? new EmbedOverAggregate(aggregate).split() : List.of(aggregate);
  }

  private static boolean outsideFunctions(Expression expression) {
    if (expression instanceof EmbedText) {
      return true;
    }
    return !(expression instanceof AggregateExpression)
        && expression.children().exists(EmbedOverAggregate::outsideFunctions);
  }

  private List<LogicalPlan> split() {
    List<NamedExpression> projection = new ArrayList<>();
    for (NamedExpression result : ScalaCollections.list(aggregate.aggregateExpressions())) {
      projection.add((NamedExpression) lift((Expression) result));
    }
    Aggregate below =
        aggregate.copy(
            aggregate.groupingExpressions(),
            ScalaCollections.seq(results),
            aggregate.child(),
            aggregate.hint());
    return List.of(below, new Project(ScalaCollections.seq(projection), below));
  }

  /** Replaces what only the aggregate can compute by its result columns. */
  private Expression lift(Expression expression) {
    if (expression instanceof AggregateExpression || isGrouping(expression)) {
      return result(expression);
    }
    return expression.mapChildren(this::lift);
  }

  private boolean isGrouping(Expression expression) {
    return aggregate.groupingExpressions().exists(expression::semanticEquals);
  }

  private Attribute result(Expression expression) {
    for (NamedExpression known : results) {
      Expression computed = known instanceof Alias alias ? alias.child() : (Expression) known;
      if (computed.semanticEquals(expression)) {
        return known.toAttribute();
      }
    }
    NamedExpression added =
        expression instanceof Attribute column ? column : Aliases.named(expression, "result");
    results.add(added);
    return added.toAttribute();
  }
}
