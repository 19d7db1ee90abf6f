package dev.nightjar.pipelines.candidate;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Histories as a dataset: one row a user. */
public final class Histories {

  /** {@code user INT, items ARRAY<INT>, ages ARRAY<FLOAT>, weights ARRAY<FLOAT>}. */
  public static final StructType SCHEMA =
      new StructType()
          .add("user", DataTypes.IntegerType, false)
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("ages", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("weights", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private Histories() {}

  /**
   * Groups timed events by user, oldest first, equal times in order of the item.
   *
   * @param events {@code user INT, item INT, at TIMESTAMP, weight FLOAT}; rows at or after the
   *     cutoff are left out
   * @param cutoff the moment that ages count from
   */
  public static Dataset<Row> fromEvents(Dataset<Row> events, Instant cutoff) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, cutoff);
    Dataset<Row> before = events.where(expr("unix_micros(at) < " + micros + "L"));
    Column age = expr("CAST((" + micros + "L - unix_micros(at)) / 8.64e10D AS FLOAT)");
    return grouped(before, col("at"), age);
  }

  /**
   * Groups events of which only the order is known; all ages are 0.
   *
   * @param events {@code user INT, item INT, position INT, weight FLOAT}
   */
  public static Dataset<Row> fromSteps(Dataset<Row> events) {
    return grouped(events, col("position"), lit(0f));
  }

  private static Dataset<Row> grouped(Dataset<Row> events, Column order, Column age) {
    Column event =
        struct(
            order.as("place"),
            col("item"),
            age.as("age"),
            coalesce(col("weight"), lit(1)).cast("float").as("weight"));
    return events
        .groupBy(col("user").cast("int").as("user"))
        .agg(array_sort(collect_list(event)).as("events"))
        .select(
            col("user"),
            col("events.item").cast("array<int>").as("items"),
            col("events.age").as("ages"),
            col("events.weight").as("weights"));
  }

  /**
   * The rows as arrays.
   *
   * @param items number of items of the catalog; a larger index is an error that names the user
   */
  public static JavaRDD<History> rdd(Dataset<Row> histories, int items) {
    return histories
        .select("user", "items", "ages", "weights")
        .javaRDD()
        .map(row -> of(row, items));
  }

  /** Reads one row whose items must be below {@code items}. */
  public static History of(Row row, int items) {
    return checked(of(row), items);
  }

  /** Reads one row of {@link #SCHEMA}; the last word on an item stands. */
  public static History of(Row row) {
    List<Integer> list = row.getList(1);
    List<Float> ageList = row.getList(2);
    List<Float> weightList = row.getList(3);
    int size = list.size();
    int[] items = new int[size];
    float[] ages = new float[size];
    float[] weights = new float[size];
    for (int i = 0; i < size; i++) {
      items[i] = list.get(i);
      ages[i] = ageList.get(i);
      weights[i] = weightList.get(i);
    }
    return new History(row.getInt(0), items, ages, weights).settled();
  }

  /** Writes one row of {@link #SCHEMA}. */
  public static Row row(History history) {
    int size = history.size();
    Integer[] items = new Integer[size];
    Float[] ages = new Float[size];
    Float[] weights = new Float[size];
    for (int i = 0; i < size; i++) {
      items[i] = history.items()[i];
      ages[i] = history.ages()[i];
      weights[i] = history.weights()[i];
    }
    return RowFactory.create(history.user(), items, ages, weights);
  }

  private static History checked(History history, int items) {
    for (int item : history.items()) {
      if (item < 0 || item >= items) {
        throw new IllegalArgumentException(
            "user %d touched item %d but the catalog has %d items; read both from the same item index"
                .formatted(history.user(), item, items));
      }
    }
    return history;
  }
}
