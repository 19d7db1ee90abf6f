package dev.nightjar.pipelines.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.SimpleAnalyzer$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedMutableProjection;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A Spark SQL expression over the columns of one event, checked without a session: it names no
 * other columns, gives the right type and looks at no other event.
 *
 * @param sql the expression
 */
public record EventExpression(Meaning meaning, String sql) {

  /** A number, or a column and a number: no need to ask Spark, which takes a second to wake up. */
  private static final Pattern PLAIN_STRENGTH =
      Pattern.compile("-?[0-9.]+(E-?[0-9]+)?D|value [-+*] [0-9]+(\\.[0-9]+)?");

  private static final Pattern PLAIN_RELEVANCE =
      Pattern.compile("(value|strength) [<>]=? [0-9]+(\\.[0-9]+)?");

  /** What an expression says of an event. */
  public enum Meaning {
    /** How much the event speaks for its item, below 0 against it; null says nothing. */
    STRENGTH(DataTypes.DoubleType, "a number", new StructType().add("value", DataTypes.DoubleType)),
    /** Whether lists are right that name the item before the event; null is false. */
    RELEVANCE(
        DataTypes.BooleanType,
        "true or false",
        new StructType()
            .add("kind", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("strength", DataTypes.DoubleType));

    private final DataType type;
    private final String result;
    private final StructType columns;

    Meaning(DataType type, String result, StructType columns) {
      this.type = type;
      this.result = result;
      this.columns = columns;
    }

    private boolean allows(DataType given) {
      return this == STRENGTH ? given instanceof NumericType : given.equals(type);
    }
  }

  /**
   * Checks the expression.
   *
   * @throws IllegalArgumentException that says what is wrong, to be read after the expression
   */
  public EventExpression {
    Pattern plain = meaning == Meaning.STRENGTH ? PLAIN_STRENGTH : PLAIN_RELEVANCE;
    if (!plain.matcher(sql).matches()) {
      DataType given = project(meaning, sql, List.of()).schema().fields()[0].dataType();
      if (!meaning.allows(given)) {
        throw new IllegalArgumentException(
            "gives " + given.simpleString() + " and must give " + meaning.result);
      }
    }
  }

  /** The same strength for every event. */
  public static EventExpression constant(double strength) {
    return new EventExpression(Meaning.STRENGTH, strength + "D");
  }

  /** The expression in a query over rows that have its columns. */
  public Column column() {
    return functions.expr(sql).cast(meaning.type);
  }

  /**
   * Its results for rows that hold its columns in order; null where it gives none.
   *
   * @throws IllegalArgumentException where it fails on one of them
   */
  public List<Object> of(List<Row> rows) {
    Project project = project(meaning, "CAST(" + sql + "\nAS " + meaning.type.sql() + ")", rows);
    LocalRelation events = (LocalRelation) project.child();
    Project plain = (Project) ReplaceExpressions$.MODULE$.apply(project);
    InterpretedMutableProjection results =
        new InterpretedMutableProjection(
            seq(List.of((Expression) plain.projectList().head())), events.output());
    List<Object> values = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      try {
        values.add(results.apply(events.data().apply(row)).get(0, meaning.type));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("fails on " + rows.get(row) + ": " + firstLine(e), e);
      }
    }
    return values;
  }

  private static Project project(Meaning meaning, String sql, List<Row> rows) {
    LogicalPlan plan;
    try {
      Expression parsed = CatalystSqlParser$.MODULE$.parseExpression(sql);
      refuseOthers(meaning, parsed);
      Seq<Attribute> columns =
          seq(
              CollectionConverters.asJava(DataTypeUtils.toAttributes(meaning.columns)).stream()
                  .map(Attribute.class::cast)
                  .toList());
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
              new Project(seq(List.of(named)), LocalRelation.fromExternalRows(columns, seq(rows))),
              new QueryPlanningTracker(Option.empty()));
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (Exception e) { // Scala throws checked exceptions undeclared
      throw new IllegalArgumentException("is no expression: " + firstLine(e), e);
    }
    if (plan instanceof Project project
        && project.child() instanceof LocalRelation
        && ((Expression) project.projectList().head()).deterministic()) {
      return project;
    }
    throw new IllegalArgumentException(
        "gives other results for the same event; it may look at the columns of one event alone");
  }

  private static void refuseOthers(Meaning meaning, Expression parsed) {
    List<String> known = Arrays.asList(meaning.columns.fieldNames());
    String others =
        parts(parsed)
            .filter(UnresolvedAttribute.class::isInstance)
            .map(part -> ((UnresolvedAttribute) part).name())
            .filter(name -> !known.contains(name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "names " + others + ", and may name " + String.join(", ", known));
    }
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
        CollectionConverters.asJava(whole.children()).stream().flatMap(EventExpression::parts));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .strip()
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll(" SQLSTATE.*", "");
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
