package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.EmbedText;
import dev.nightjar.udfs.sql.function.ScalaCollections;
import dev.nightjar.udfs.sql.operator.EmbedTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;

/**
 * Finds the vectors of a call where the plan below has them already, so that none is made twice.
 */
final class VectorColumns {

  /**
   * A plan that gives a call's vectors.
   *
   * @param plan the plan, whose output may have grown by the column
   * @param column where the vectors are
   */
  record Found(LogicalPlan plan, Attribute column) {}

  private VectorColumns() {}

  static Optional<Found> below(LogicalPlan plan, EmbedText call) {
    if (plan instanceof EmbedTexts embed) {
      return ofCalls(embed, call).or(() -> below(embed.child(), call).map(f -> carry(embed, f)));
    }
    if (plan instanceof Project project) {
      EmbedText inner = (EmbedText) Aliases.writeOut(call, project);
      return below(project.child(), inner).map(found -> pass(project, found));
    }
    if (plan instanceof Filter
        || plan instanceof Sort
        || plan instanceof LocalLimit
        || plan instanceof GlobalLimit) {
      return below(plan.children().head(), call)
          .map(found -> new Found(onto(plan, found.plan()), found.column()));
    }
    return Optional.empty();
  }

  private static Optional<Found> ofCalls(EmbedTexts embed, EmbedText call) {
    List<EmbedText> calls = ScalaCollections.list(embed.calls());
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).semanticEquals(call)) {
        return Optional.of(new Found(embed, embed.vectors().apply(i)));
      }
    }
    return Optional.empty();
  }

  private static Found carry(EmbedTexts embed, Found found) {
    List<Attribute> carried = new ArrayList<>(ScalaCollections.list(embed.carried()));
    if (!carried.contains(found.column())) {
      carried.add(found.column());
    }
    return new Found(embed.over(found.plan(), ScalaCollections.seq(carried)), found.column());
  }

  private static Found pass(Project project, Found found) {
    List<NamedExpression> list = new ArrayList<>(ScalaCollections.list(project.projectList()));
    for (NamedExpression item : list) {
      boolean isColumn = item instanceof Attribute column && column.semanticEquals(found.column());
      boolean isAlias = item instanceof Alias alias && alias.child().equals(found.column());
      if (isColumn || isAlias) {
        return new Found(onto(project, found.plan()), item.toAttribute());
      }
    }
    list.add(found.column());
    return new Found(new Project(ScalaCollections.seq(list), found.plan()), found.column());
  }

  private static LogicalPlan onto(LogicalPlan node, LogicalPlan child) {
    return node.withNewChildren(ScalaCollections.seq(List.of(child)));
  }
}
