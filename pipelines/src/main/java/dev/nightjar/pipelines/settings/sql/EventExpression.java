package dev.nightjar.pipelines.settings.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InterpretedMutableProjection;
import org.apache.spark.sql.catalyst.optimizer.ReplaceExpressions$;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
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
            SqlText.seq(List.of((Expression) plain.projectList().head())), events.output());
    List<Object> values = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      try {
        values.add(results.apply(events.data().apply(row)).get(0, meaning.type));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "fails on " + rows.get(row) + ": " + SqlText.firstLine(e), e);
      }
    }
    return values;
  }

  private static Project project(Meaning meaning, String sql, List<Row> rows) {
    Expression parsed = SqlText.parsed(sql);
    refuseOthers(meaning, parsed);
    Seq<Attribute> columns =
        SqlText.seq(
            CollectionConverters.asJava(DataTypeUtils.toAttributes(meaning.columns)).stream()
                .map(Attribute.class::cast)
                .toList());
    return SqlText.analyzed(
        parsed, LocalRelation.fromExternalRows(columns, SqlText.seq(rows)), "event");
  }

  private static void refuseOthers(Meaning meaning, Expression parsed) {
    List<String> known = Arrays.asList(meaning.columns.fieldNames());
    String others =
        SqlText.columns(parsed).stream()
            .map(parts -> String.join(".", parts))
            .filter(name -> !known.contains(name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "names " + others + ", and may name " + String.join(", ", known));
    }
  }
}
