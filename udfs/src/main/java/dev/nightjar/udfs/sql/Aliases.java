package dev.nightjar.udfs.sql;

import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Project;

/** Reads an expression over a projection as one over the projection's child. */
final class Aliases {

  private Aliases() {}

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
