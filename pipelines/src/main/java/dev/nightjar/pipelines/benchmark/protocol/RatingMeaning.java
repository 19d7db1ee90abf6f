package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.settings.sql.EventExpression;
import dev.nightjar.pipelines.settings.sql.EventExpression.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What a rating says, as a night would read it: models learn from its strength, and lists are asked
 * for it where it is relevant.
 *
 * @param strength over {@code value}; null is 0
 * @param relevant over {@code kind}, which is rating, {@code value} and {@code strength}
 */
public record RatingMeaning(EventExpression strength, EventExpression relevant) {

  /** Any rating is a like and a hit, as published protocols have it. */
  public static final RatingMeaning ANY =
      new RatingMeaning(
          new EventExpression(Meaning.STRENGTH, "1"),
          new EventExpression(Meaning.RELEVANCE, "true"));

  private static final String KIND = "rating";

  /** Reads both. */
  public static RatingMeaning of(String strength, String relevant) {
    return new RatingMeaning(
        read("--strength", Meaning.STRENGTH, strength),
        read("--relevant", Meaning.RELEVANCE, relevant));
  }

  private static EventExpression read(String option, Meaning meaning, String sql) {
    try {
      return new EventExpression(meaning, sql);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " is '" + sql + "', which " + e.getMessage(), e);
    }
  }

  /** The strength and the relevance of a value. */
  record Said(float strength, boolean relevant) {}

  /**
   * What each of the values says.
   *
   * @throws IllegalArgumentException where an expression fails, a strength is no finite number or
   *     none is above 0
   */
  Map<Double, Said> of(List<Rating> ratings) {
    List<Double> values = ratings.stream().map(Rating::value).distinct().sorted().toList();
    List<Object> strengths =
        results("--strength", strength, values.stream().map(RowFactory::create).toList());
    List<Row> events = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Double given = strengths.get(i) == null ? 0d : (Double) strengths.get(i);
      if (!Double.isFinite(given)) {
        throw new IllegalArgumentException(
            "--strength is '%s', which gives %s for a rating of %s; give an expression that is finite"
                .formatted(strength.sql(), given, values.get(i)));
      }
      events.add(RowFactory.create(KIND, values.get(i), given));
    }
    List<Object> hits = results("--relevant", relevant, events);
    Map<Double, Said> said = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      double given = events.get(i).getDouble(2);
      said.put(values.get(i), new Said((float) given, Boolean.TRUE.equals(hits.get(i))));
    }
    if (said.values().stream().noneMatch(one -> one.strength() > 0)) {
      throw new IllegalArgumentException(
          "--strength is '%s', which is above 0 for no rating of the file; nothing says what people like"
              .formatted(strength.sql()));
    }
    return said;
  }

  private static List<Object> results(String option, EventExpression expression, List<Row> rows) {
    try {
      return expression.of(rows);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option + " is '" + expression.sql() + "', which " + e.getMessage(), e);
    }
  }

  /** What the report says of it. */
  String words() {
    String learnt =
        strength.equals(ANY.strength()) ? "" : "models learn from " + strength.sql() + "; ";
    return learnt
        + (relevant.equals(ANY.relevant())
            ? "any rating is positive in the test"
            : "positive in the test: " + relevant.sql());
  }
}
