package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;

/**
 * Limits over a sort, with projections above and below the sort; every list is from the top down.
 *
 * @param limits limits and offsets
 * @param above projections between limits and sort
 * @param below projections between the sort and what it sorts
 */
record SortedLimit(
    List<LogicalPlan> limits, List<LogicalPlan> above, Sort sort, List<LogicalPlan> below) {

  /** Reads a plan that starts with a limit. */
  static Optional<SortedLimit> of(LogicalPlan plan) {
    if (!(plan instanceof GlobalLimit)) {
      return Optional.empty();
    }
    List<LogicalPlan> limits = chain(plan, SortedLimit::isLimit);
    LogicalPlan limited = last(limits).children().head();
    List<LogicalPlan> above = chain(limited, Project.class::isInstance);
    LogicalPlan sorted = above.isEmpty() ? limited : last(above).children().head();
    return sorted instanceof Sort sort && sort.global()
        ? Optional.of(
            new SortedLimit(limits, above, sort, chain(sort.child(), Project.class::isInstance)))
        : Optional.empty();
  }

  /**
   * The plan whose projections embed what the limits leave; empty where none embeds or where the
   * sort needs the vectors. A projection with a random number or the like may not see fewer rows.
   */
  Optional<LogicalPlan> embedLast() {
    int embedding = 0;
    for (int i = 0; i < below.size(); i++) {
      embedding = EmbedCalls.inExpressionsOf(below.get(i)) ? i + 1 : embedding;
    }
    return embedLast(below.subList(0, embedding)).or(() -> embedLast(List.of()));
  }

  private Optional<LogicalPlan> embedLast(List<LogicalPlan> raised) {
    List<LogicalPlan> projections = new ArrayList<>(above);
    projections.addAll(raised);
    List<SortOrder> orders =
        ScalaCollections.list(sort.order()).stream().map(order -> under(raised, order)).toList();
    if (projections.stream().noneMatch(EmbedCalls::inExpressionsOf)
        || !projections.stream().allMatch(SortedLimit::isDeterministic)
        || orders.stream().anyMatch(EmbedCalls::in)) {
      return Optional.empty();
    }
    LogicalPlan source = raised.isEmpty() ? sort.child() : last(raised).children().head();
    Sort sorted = sort.copy(ScalaCollections.seq(orders), true, source, sort.hint());
    return Optional.of(stack(projections, stack(limits, sorted)));
  }

  /** The order as one of what is below the projections. */
  private static SortOrder under(List<LogicalPlan> projections, SortOrder order) {
    Expression written = order;
    for (LogicalPlan projection : projections) {
      written = Aliases.writeOut(written, (Project) projection);
    }
    return (SortOrder) written;
  }

  private static boolean isLimit(LogicalPlan plan) {
    return plan instanceof GlobalLimit || plan instanceof LocalLimit || plan instanceof Offset;
  }

  private static boolean isDeterministic(LogicalPlan plan) {
    return plan.expressions().forall(Expression::deterministic);
  }

  private static List<LogicalPlan> chain(LogicalPlan top, Predicate<LogicalPlan> belongs) {
    List<LogicalPlan> chain = new ArrayList<>();
    for (LogicalPlan node = top; belongs.test(node); node = node.children().head()) {
      chain.add(node);
    }
    return chain;
  }

  private static LogicalPlan stack(List<LogicalPlan> chain, LogicalPlan bottom) {
    LogicalPlan top = bottom;
    for (int i = chain.size() - 1; i >= 0; i--) {
      top = chain.get(i).withNewChildren(ScalaCollections.seq(List.of(top)));
    }
    return top;
  }

  private static LogicalPlan last(List<LogicalPlan> chain) {
    return chain.get(chain.size() - 1);
  }
}
