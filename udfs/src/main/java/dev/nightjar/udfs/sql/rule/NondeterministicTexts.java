package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;

/**
 * Makes columns of nondeterministic texts, in a projection below the node that embeds them, so that
 * each is evaluated once a row.
 */
final class NondeterministicTexts {

  private final LogicalPlan child;
  private final List<NamedExpression> columns;

  private NondeterministicTexts(LogicalPlan child) {
    this.child = child;
    this.columns = new ArrayList<>(ScalaCollections.list(child.output()));
  }

  /**
   * The node over a projection of such texts. Calls in a lambda function stay: their texts differ
   * from element to element. Other nodes stay as they are: Spark itself moves what is not
   * deterministic out of them, or refuses it.
   */
  static LogicalPlan below(LogicalPlan node) {
    return node instanceof Project || node instanceof Filter || node instanceof Generate
        ? new NondeterministicTexts(node.children().head()).over(node)
        : node;
  }

  private LogicalPlan over(LogicalPlan node) {
    int before = columns.size();
    LogicalPlan replaced = node.mapExpressions(this::replace);
    return columns.size() == before
        ? node
        : replaced.withNewChildren(
            ScalaCollections.seq(List.of(new Project(ScalaCollections.seq(columns), child))));
  }

  private Expression replace(Expression expression) {
    if (expression instanceof LambdaFunction) {
      return expression;
    }
    if (expression instanceof EmbedText call && isColumn(call.text())) {
      Alias column = Aliases.named(call.text(), "text");
      columns.add(column);
      return call.withNewChildren(ScalaCollections.seq(List.of(column.toAttribute())));
    }
    return expression.mapChildren(this::replace);
  }

  private boolean isColumn(Expression text) {
    return !text.deterministic()
        && !EmbedCalls.in(text)
        && text.references().subsetOf(child.outputSet());
  }
}
