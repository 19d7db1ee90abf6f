package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_date;

import dev.nightjar.pipelines.settings.FeaturesSettings;
import dev.nightjar.pipelines.settings.sql.EventExpression;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/** The interactions that a night covers, with dense ids, strengths and ages. */
final class Events {

  private static final String MICROS_A_DAY = "8.64e10D";

  /** Age and weight of the newest event that has a weight; of one instant a dislike. */
  private static final Column LAST_WORD =
      min(functions.when(col("weight").notEqual(0), struct("age", "weight")));

  private Events() {}

  /**
   * Interactions before the end of the night but those of kinds that are left out.
   *
   * @param relevant which of them are hits
   * @return {@code user INT, item INT, at TIMESTAMP, age DOUBLE (days before the end of the night),
   *     kind, weight DOUBLE (the strength, 0 where an expression gives null), value DOUBLE,
   *     relevant BOOLEAN}
   */
  static Dataset<Row> of(
      Dataset<Row> interactions,
      Dataset<Row> userIndex,
      Dataset<Row> itemIndex,
      FeaturesSettings settings,
      EventExpression relevant,
      Instant end) {
    Column strength = lit(settings.otherKinds());
    for (var kind : settings.kinds().entrySet()) {
      strength =
          functions
              .when(col("kind").equalTo(kind.getKey()), kind.getValue().column())
              .otherwise(strength);
    }
    Column counts =
        lit(settings.otherKinds() != 0).or(col("kind").isin(settings.kinds().keySet().toArray()));
    return interactions
        .withColumn("age", age("at", end))
        .where(col("age").gt(0).and(counts))
        .withColumn(
            "strength", coalesce(col("weight"), lit(1d)).multiply(coalesce(strength, lit(0d))))
        .withColumn("relevant", coalesce(relevant.column(), lit(false)))
        .join(functions.broadcast(itemIndex), "item_id")
        .join(userIndex, "user_id")
        .select(
            col("user"),
            col("item"),
            col("at"),
            col("age"),
            col("kind"),
            col("strength").as("weight"),
            col("value"),
            col("relevant"));
  }

  /** Days from a timestamp column to the end of the night. */
  static Column age(String column, Instant end) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, end);
    return expr("(" + micros + "L - unix_micros(" + column + ")) / " + MICROS_A_DAY);
  }

  /**
   * What a user did with an item on one day as one event: first moment, largest age, and the summed
   * weight, the strongest kind and the relevance of the events that do not contradict the last word
   * of the day.
   */
  static Dataset<Row> byDay(Dataset<Row> events) {
    Column against = LAST_WORD.getField("weight").lt(0);
    Column dislikes = functions.when(col("weight").lt(0), col("weight"));
    Column likes = functions.when(col("weight").gt(0), col("weight"));
    Column weight =
        functions
            .when(against, ExactSums.of(dislikes))
            .otherwise(coalesce(ExactSums.of(likes), lit(0d)));
    Column strongest =
        functions
            .when(against, max(struct(dislikes.multiply(-1).as("weight"), col("kind"))))
            .otherwise(max(struct("weight", "kind")));
    Column relevant =
        functions
            .when(against, max(functions.when(col("weight").leq(0), col("relevant"))))
            .otherwise(max(functions.when(col("weight").geq(0), col("relevant"))));
    return events
        .groupBy(col("user"), col("item"), to_date(col("at")).as("day"))
        .agg(
            min("at").as("at"),
            max("age").as("age"),
            functions.round(weight, 6).cast("float").as("weight"),
            strongest.getField("kind").as("kind"),
            relevant.as("relevant"));
  }

  /**
   * The events of a fold in which the last word of each user on each item stands, and before it
   * that of each day: what either contradicts has no weight.
   *
   * @param folds rows of {@link #byFold}
   */
  static Dataset<Row> settled(Dataset<Row> folds) {
    Column day = to_date(col("at"));
    return folds
        .withColumn("last", LAST_WORD.over(Window.partitionBy("days", "user", "item")))
        .withColumn(
            "last_of_day",
            LAST_WORD.over(Window.partitionBy(col("days"), col("user"), col("item"), day)))
        .withColumn(
            "weight",
            functions
                .when(contradicts("last").or(contradicts("last_of_day")), 0d)
                .otherwise(col("weight")))
        .drop("last", "last_of_day");
  }

  private static Column contradicts(String last) {
    return col("weight").multiply(col(last).getField("weight")).lt(0);
  }

  /**
   * One row an event and fold that sees it, {@code days} being the fold's cutoff, {@code age} from
   * there.
   */
  static Dataset<Row> byFold(Dataset<Row> events, int... days) {
    return events
        .withColumn(
            "days",
            functions.explode(
                functions.array(
                    Arrays.stream(days).mapToObj(functions::lit).toArray(Column[]::new))))
        .withColumn("age", col("age").minus(col("days")))
        .where(col("age").gt(0));
  }
}
