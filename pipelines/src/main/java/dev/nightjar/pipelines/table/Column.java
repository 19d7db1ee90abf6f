package dev.nightjar.pipelines.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;

/** One column of a table: its name, Spark type, meaning and the rules that its values keep. */
public record Column(String name, DataType type, String meaning, List<Rule> rules) {

  /** What Java reads in place of bytes that are not of the expected encoding. */
  private static final char UNREADABLE = '\uFFFD';

  private static final String MISSING = " is missing";

  public Column {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "column name '" + name + "' is not snake_case; use letters, digits and underscores");
    }
    rules = List.copyOf(rules);
  }

  static Column of(String name, DataType type, String meaning) {
    return new Column(name, type, meaning, List.of());
  }

  /** The same column with a rule that refuses null and, for text, blank values. */
  Column required() {
    if (!type.catalogString().equals("string")) {
      return with(new Rule(name + MISSING, name + " IS NOT NULL"));
    }
    return with(new Rule(name + MISSING, name + " IS NOT NULL AND trim(" + name + ") <> ''"))
        .with(
            new Rule(
                name + " has characters of another encoding; set options.encoding of the source",
                name + " IS NULL OR NOT contains(" + name + ", '" + UNREADABLE + "')"));
  }

  /** The same column with a rule that refuses values outside {@code [low, high]} and NaN. */
  Column between(double low, double high) {
    String inside = name + " >= " + low + "D AND " + name + " <= " + high + "D";
    return with(
        new Rule(
            name + " is outside " + plain(low) + " to " + plain(high),
            name + " IS NULL OR (NOT isnan(" + name + ") AND " + inside + ")"));
  }

  /** The same column with rules that refuse negative values, NaN and values above {@code most}. */
  Column upTo(double most) {
    return with(new Rule(
            name + " is negative or not a number",
            name + " IS NULL OR (NOT isnan(" + name + ") AND " + name + " >= 0)"))
        .with(
            new Rule(
                name + " is above " + plain(most),
                name + " IS NULL OR isnan(" + name + ") OR " + name + " <= " + most + "D"));
  }

  /** The same column with a rule of its own, which may look at other columns too. */
  Column keeps(String broken, String holds) {
    return with(new Rule(broken, holds));
  }

  /** True when a row without a value here is refused. */
  public boolean isRequired() {
    return rules.stream().anyMatch(r -> r.broken().equals(name + MISSING));
  }

  private Column with(Rule rule) {
    List<Rule> all = new ArrayList<>(rules);
    all.add(rule);
    return new Column(name, type, meaning, all);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
