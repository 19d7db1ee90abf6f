package dev.nightjar.udfs.sql.rule;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.Option;

/** Embeds the texts in a join's condition on the side that they come from. */
final class EmbedInJoin {

  private EmbedInJoin() {}

  /**
   * Rewrites a join; an inner join's conditions on texts of both sides become a filter above it.
   */
  static LogicalPlan extract(Join join, Demand demand) {
    List<Expression> within = new ArrayList<>();
    List<Expression> above = new ArrayList<>();
    for (Expression condition : FilterFirst.conjuncts(join.condition().get())) {
      boolean bothSides =
          !EmbedCalls.extractable(conditionOf(join, condition), join).isEmpty()
              && !oneSided(join, condition);
      (bothSides && join.joinType().equals(Inner$.MODULE$) ? above : within).add(condition);
    }
    Join narrowed = with(join, within);
    LogicalPlan joined = onSide(onSide(narrowed, 0), 1);
    LogicalPlan filtered =
        FilterFirst.and(above)
            .map(condition -> ExtractEmbedding.extract(new Filter(condition, joined), demand))
            .orElse(joined);
    return filtered.outputSet().equals(join.outputSet())
        ? filtered
        : EmbedBelow.select(join, filtered, demand);
  }

  /** A side's calls are extracted as if the condition were a filter over it. */
  private static Join onSide(Join join, int side) {
    if (join.condition().isEmpty()) {
      return join;
    }
    LogicalPlan child = join.children().apply(side);
    LogicalPlan filter = new Filter(join.condition().get(), child);
    LogicalPlan found = EmbedBelow.extract(filter, Demand.all(filter));
    LogicalPlan bare = found instanceof Project project ? project.child() : found;
    if (!(bare instanceof Filter extracted) || bare == filter) {
      return join;
    }
    LogicalPlan left = side == 0 ? extracted.child() : join.left();
    LogicalPlan right = side == 1 ? extracted.child() : join.right();
    return join.copy(
        left, right, join.joinType(), Option.apply(extracted.condition()), join.hint());
  }

  private static boolean oneSided(Join join, Expression condition) {
    LogicalPlan probe = conditionOf(join, condition);
    int sides =
        EmbedCalls.extractable(probe, join.left()).size()
            + EmbedCalls.extractable(probe, join.right()).size();
    return sides >= EmbedCalls.extractable(probe, join).size();
  }

  private static LogicalPlan conditionOf(Join join, Expression condition) {
    return new Filter(condition, join);
  }

  private static Join with(Join join, List<Expression> conditions) {
    return join.copy(
        join.left(),
        join.right(),
        join.joinType(),
        Option.apply(FilterFirst.and(conditions).orElse(null)),
        join.hint());
  }
}
