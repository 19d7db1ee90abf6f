package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;

import dev.nightjar.pipelines.settings.FeaturesSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The interactions that a night covers, with dense ids, strengths and ages. */
final class Events {

  private static final String MICROS_A_DAY = "8.64e10D";

  private Events() {}

  /**
   * Interactions before the end of the night whose kind has a strength above zero.
   *
   * @return {@code user INT, item INT, at TIMESTAMP, age DOUBLE (days before the end of the night),
   *     kind, weight DOUBLE, value DOUBLE}
   */
  static Dataset<Row> of(
      Dataset<Row> interactions,
      Dataset<Row> userIndex,
      Dataset<Row> itemIndex,
      FeaturesSettings settings,
      Instant end) {
    Column strength = lit(settings.otherKinds());
    for (var kind : settings.kinds().entrySet()) {
      strength =
          functions
              .when(col("kind").equalTo(kind.getKey()), lit(kind.getValue()))
              .otherwise(strength);
    }
    return interactions
        .withColumn("age", age("at", end))
        .where(col("age").gt(0))
        .withColumn("weight", coalesce(col("weight"), lit(1d)).multiply(strength))
        .where(col("weight").gt(0))
        .join(functions.broadcast(itemIndex), "item_id")
        .join(userIndex, "user_id")
        .select("user", "item", "at", "age", "kind", "weight", "value");
  }

  /** Days from a timestamp column to the end of the night. */
  static Column age(String column, Instant end) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, end);
    return expr("(" + micros + "L - unix_micros(" + column + ")) / " + MICROS_A_DAY);
  }

  /**
   * What a user did with an item on one day as one event: first moment, largest age, summed weight,
   * strongest kind.
   */
  static Dataset<Row> byDay(Dataset<Row> events) {
    return events
        .groupBy(col("user"), col("item"), to_date(col("at")).as("day"))
        .agg(
            min("at").as("at"),
            max("age").as("age"),
            functions.round(sum("weight"), 6).cast("float").as("weight"),
            max(struct("weight", "kind")).getField("kind").as("kind"));
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
