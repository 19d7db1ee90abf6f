package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;

/** Lets limits drop rows before any text is embedded. */
final class LimitFirst {

  private LimitFirst() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return SortedLimit.of(plan)
        .flatMap(SortedLimit::embedLast)
        .orElseGet(() -> alsoBelow(plan))
        .mapChildren(LimitFirst::apply);
  }

  /** A limit of each partition's rows can run above and below a projection. */
  private static LogicalPlan alsoBelow(LogicalPlan plan) {
    if (plan instanceof LocalLimit limit
        && limit.child() instanceof Project project
        && embeds(project)
        && !(project.child() instanceof LocalLimit)) {
      return withChild(
          limit, withChild(project, new LocalLimit(limit.limitExpr(), project.child())));
    }
    return plan;
  }

  /** A projection with a random number or the like may not see fewer rows. */
  private static boolean embeds(Project project) {
    return EmbedCalls.inExpressionsOf(project)
        && project.expressions().forall(Expression::deterministic);
  }

  private static LogicalPlan withChild(LogicalPlan node, LogicalPlan child) {
    return node.withNewChildren(ScalaCollections.seq(List.of(child)));
  }
}
