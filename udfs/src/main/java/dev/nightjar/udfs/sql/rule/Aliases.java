package dev.nightjar.udfs.sql.rule;

import dev.nightjar.udfs.sql.function.ScalaCollections;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.Option;

/** Names expressions, and reads one over a projection as one over the projection's child. */
final class Aliases {

  private Aliases() {}

  /** A new column of an expression. */
  static Alias named(Expression expression, String name) {
    return new Alias(
        expression,
        name,
        NamedExpression$.MODULE$.newExprId(),
        ScalaCollections.seq(List.of()),
        Option.empty(),
        ScalaCollections.seq(List.of()));
  }

  /** The expression with the projection's aliases written out. */
  static Expression writeOut(Expression expression, Project project) {
    if (expression instanceof Attribute column) {
      for (NamedExpression item : ScalaCollections.list(project.projectList())) {
        if (item instanceof Alias alias && alias.exprId().equals(column.exprId())) {
          return alias.child();
        }
      }
      return column;
    }
    return expression.mapChildren(child -> writeOut(child, project));
  }
}
