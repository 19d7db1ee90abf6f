package dev.nightjar.pipelines.settings.rule;

import dev.nightjar.pipelines.settings.sql.SqlText;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias$;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/**
 * When a rule holds: Spark SQL over one item and one user, whose parts between the outermost ANDs
 * each speak of the item or of the user. So it is answered once an item and once a user, and never
 * once for each pair of them.
 *
 * @param sql as it was written
 * @param ofItems what it asks of an item: SQL over the table {@code items} under that name
 * @param ofUsers what it asks of a user, likewise; empty where it holds for everybody
 */
public record RuleCondition(String sql, String ofItems, Optional<String> ofUsers) {

  /**
   * Takes a condition apart and checks it.
   *
   * @throws IllegalArgumentException that says what is wrong, to be read after the condition
   */
  public static RuleCondition of(String sql) {
    List<Expression> items = new ArrayList<>();
    List<Expression> users = new ArrayList<>();
    for (Expression part : between(SqlText.parsed(sql))) {
      (isOfUsers(part) ? users : items).add(part);
    }
    if (items.isEmpty()) {
      throw new IllegalArgumentException(
          "says which users and not which items; add a part such as items.category LIKE 'Toys%'");
    }
    items.forEach(part -> check(part, Table.ITEMS));
    users.forEach(part -> check(part, Table.USERS));
    return users.isEmpty()
        ? new RuleCondition(sql, sql, Optional.empty())
        : new RuleCondition(sql, joined(items), Optional.of(joined(users)));
  }

  private static List<Expression> between(Expression whole) {
    return whole instanceof And and
        ? Stream.concat(between(and.left()).stream(), between(and.right()).stream()).toList()
        : List.of(whole);
  }

  private static String joined(List<Expression> parts) {
    return parts.stream().map(part -> "(" + part.sql() + ")").collect(Collectors.joining(" AND "));
  }

  private static boolean isOfUsers(Expression part) {
    List<Boolean> ofUsers = SqlText.columns(part).stream().map(RuleCondition::isOfUsers).toList();
    if (ofUsers.stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "has a part that speaks of items and of users at once: "
              + part.sql()
              + "; write it as parts with AND between them, each of one of the two");
    }
    return ofUsers.contains(true);
  }

  private static boolean isOfUsers(List<String> name) {
    String first = name.get(0).toLowerCase(Locale.ROOT);
    if (name.size() > 1 && (first.equals("users") || first.equals("items"))) {
      return first.equals("users");
    }
    if (Arrays.asList(Table.ITEMS.columnNames()).contains(first)) {
      return false;
    }
    throw new IllegalArgumentException(
        "names "
            + String.join(".", name)
            + "; it may name columns of items, which are "
            + columns(Table.ITEMS)
            + ", and users."
            + columns(Table.USERS).replace(", ", ", users."));
  }

  private static String columns(Table table) {
    return String.join(", ", table.columnNames());
  }

  private static void check(Expression part, Table table) {
    List<Attribute> columns =
        CollectionConverters.asJava(DataTypeUtils.toAttributes(table.schema())).stream()
            .map(Attribute.class::cast)
            .toList();
    LocalRelation rows =
        LocalRelation.fromExternalRows(SqlText.seq(columns), SqlText.seq(List.of()));
    // As it will be asked: from the text that stands for the part.
    DataType type =
        SqlText.analyzed(
                SqlText.parsed(part.sql()),
                SubqueryAlias$.MODULE$.apply(table.tableName(), rows),
                table == Table.ITEMS ? "item" : "user")
            .schema()
            .fields()[0]
            .dataType();
    if (!type.equals(DataTypes.BooleanType)) {
      throw new IllegalArgumentException(
          "has a part that gives "
              + type.simpleString()
              + " and must give true or false: "
              + part.sql());
    }
  }
}
