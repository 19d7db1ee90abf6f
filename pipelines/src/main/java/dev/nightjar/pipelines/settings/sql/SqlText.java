package dev.nightjar.pipelines.settings.sql;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.SimpleAnalyzer$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads expressions of Spark SQL without a session. What it throws is an {@link
 * IllegalArgumentException} whose message is to be read after the expression.
 */
public final class SqlText {

  private SqlText() {}

  /** The expression, nothing of it resolved. */
  public static Expression parsed(String sql) {
    try {
      return CatalystSqlParser$.MODULE$.parseExpression(sql);
    } catch (Exception e) { // Scala throws checked exceptions undeclared
      throw noExpression(e);
    }
  }

  /** The names of columns in it, each once, as they are written. */
  public static List<List<String>> columns(Expression parsed) {
    return parts(parsed)
        .filter(UnresolvedAttribute.class::isInstance)
        .map(part -> CollectionConverters.asJava(((UnresolvedAttribute) part).nameParts()))
        .map(List::copyOf)
        .distinct()
        .toList();
  }

  /**
   * The query of this one expression over rows.
   *
   * @param row what a person calls one of them
   * @throws IllegalArgumentException where it calls a function that Spark lacks, names a column
   *     that the rows lack, does not fit their types, or looks at more than one row
   */
  public static Project analyzed(Expression parsed, LogicalPlan rows, String row) {
    refuseUnknownFunctions(parsed);
    LogicalPlan plan;
    try {
      NamedExpression named =
          new Alias(
              parsed,
              "result",
              NamedExpression$.MODULE$.newExprId(),
              seq(List.of()),
              Option.empty(),
              seq(List.of()));
      plan =
          SimpleAnalyzer$.MODULE$.executeAndCheck(
              new Project(seq(List.of(named)), rows), new QueryPlanningTracker(Option.empty()));
    } catch (Exception e) { // Scala throws checked exceptions undeclared
      throw noExpression(e);
    }
    if (plan instanceof Project project
        && project.child().getClass() == rows.getClass()
        && ((Expression) project.projectList().head()).deterministic()) {
      return project;
    }
    throw new IllegalArgumentException(
        "gives other results for the same %s; it may look at the columns of one %s alone"
            .formatted(row, row));
  }

  private static void refuseUnknownFunctions(Expression parsed) {
    String functions =
        parts(parsed)
            .filter(UnresolvedFunction.class::isInstance)
            .map(part -> ((UnresolvedFunction) part).nameParts().mkString("."))
            .filter(
                name ->
                    !FunctionRegistry$.MODULE$
                        .builtin()
                        .functionExists(new FunctionIdentifier(name)))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!functions.isEmpty()) {
      throw new IllegalArgumentException(
          "calls " + functions + ", which is no function of Spark's");
    }
  }

  private static Stream<Expression> parts(Expression whole) {
    return Stream.concat(
        Stream.of(whole),
        CollectionConverters.asJava(whole.children()).stream().flatMap(SqlText::parts));
  }

  private static IllegalArgumentException noExpression(Exception e) {
    return new IllegalArgumentException("is no expression: " + firstLine(e), e);
  }

  /** The first line of a message of Spark's, without its code. */
  public static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .strip()
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll(" SQLSTATE.*", "");
  }

  /** A list as Spark's own code takes it. */
  public static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
