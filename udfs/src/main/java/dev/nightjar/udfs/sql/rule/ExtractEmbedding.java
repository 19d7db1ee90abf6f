package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.ScalaCollections;
import dev.nightjar.udfs.sql.operator.EmbedTexts;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;

/**
 * Moves calls of {@code embed_text} out of expressions into {@link EmbedTexts}, from the leaves up.
 *
 * <p>A call that stays in its expression, as in a lambda function or in the condition of an outer
 * join over both sides, is evaluated row by row.
 */
public final class ExtractEmbedding extends Rule<LogicalPlan> {

  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    if (!EmbedCalls.anywhereIn(plan)) {
      return plan;
    }
    LogicalPlan folded = new LiteralTexts().fold(plan);
    return rewrite(LimitFirst.apply(folded), Demand.all(folded));
  }

  private static LogicalPlan rewrite(LogicalPlan plan, Demand demand) {
    LogicalPlan node = plan.mapChildren(child -> rewrite(child, demand.of(plan, child)));
    if (node instanceof EmbedTexts || !EmbedCalls.inExpressionsOf(node)) {
      return node;
    }
    if (node instanceof Join join) {
      return EmbedInJoin.extract(join, demand);
    }
    return node.children().size() == 1 ? extract(node, demand) : node;
  }

  /** Rewrites a node with one child; see {@link EmbedBelow#extract}. */
  static LogicalPlan extract(LogicalPlan node, Demand demand) {
    if (node instanceof Filter filter) {
      return EmbedBelow.extract(FilterFirst.apply(filter), demand);
    }
    if (node instanceof Aggregate aggregate) {
      List<LogicalPlan> stages = EmbedOverAggregate.split(aggregate);
      LogicalPlan below = EmbedBelow.extract(stages.get(0), demand);
      return stages.size() == 1
          ? below
          : EmbedBelow.extract(
              stages.get(1).withNewChildren(ScalaCollections.seq(List.of(below))), demand);
    }
    return EmbedBelow.extract(node, demand);
  }
}
