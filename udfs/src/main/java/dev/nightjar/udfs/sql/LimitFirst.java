package dev.nightjar.udfs.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;

/** Lets limits drop rows before any text is embedded. */
final class LimitFirst {

  private LimitFirst() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return afterSort(plan).mapChildren(LimitFirst::apply);
  }

  private static LogicalPlan afterSort(LogicalPlan plan) {
    if (plan instanceof GlobalLimit global
        && global.child() instanceof LocalLimit local
        && local.child() instanceof Sort sort
        && sort.global()
        && sort.child() instanceof Project project
        && embeds(project)
        && sort.order().forall(order -> sortsBelow(order, project))) {
      List<SortOrder> orders =
          ScalaCollections.list(sort.order()).stream()
              .map(order -> (SortOrder) Aliases.writeOut(order, project))
              .toList();
      Sort below =
          sort.copy(ScalaCollections.seq(orders), sort.global(), project.child(), sort.hint());
      return withChild(
          project, new GlobalLimit(global.limitExpr(), new LocalLimit(local.limitExpr(), below)));
    }
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

  private static boolean sortsBelow(SortOrder order, Project project) {
    return !EmbedCalls.in(Aliases.writeOut(order, project));
  }

  private static LogicalPlan withChild(LogicalPlan node, LogicalPlan child) {
    return node.withNewChildren(ScalaCollections.seq(List.of(child)));
  }
}
