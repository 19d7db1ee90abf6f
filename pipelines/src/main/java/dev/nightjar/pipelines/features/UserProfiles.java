package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;

import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.fold.CatalogRows;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Histories of users and what they tell of their taste. */
final class UserProfiles {

  private static final StructType SCHEMA =
      Histories.SCHEMA
          .add("user_id", DataTypes.StringType)
          .add("kinds", DataTypes.createArrayType(DataTypes.StringType))
          .add("relevant", DataTypes.createArrayType(DataTypes.BooleanType))
          .add("vector", DataTypes.createArrayType(DataTypes.FloatType))
          .add("interactions", DataTypes.LongType)
          .add("mean_price", DataTypes.DoubleType)
          .add("categories", DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType));

  private UserProfiles() {}

  /**
   * The newest events of every user, oldest first, equal times in order of the item, and before
   * them what the user dislikes of older ones.
   *
   * @param byDay rows of {@link Events#byDay}
   * @return the columns of {@code Histories.SCHEMA} and {@code kinds ARRAY<STRING>, relevant
   *     ARRAY<BOOLEAN>}
   */
  static Dataset<Row> histories(Dataset<Row> byDay, int maxHistory) {
    return byDay
        .groupBy("user")
        .agg(
            array_sort(collect_list(struct("at", "item", "age", "weight", "kind", "relevant")))
                .as("events"))
        .withColumn(
            "newest",
            expr("slice(events, -least(size(events), " + maxHistory + "), " + maxHistory + ")"))
        .withColumn(
            "older", expr("slice(events, 1, greatest(size(events) - " + maxHistory + ", 0))"))
        .withColumn(
            "events",
            expr(
                "concat(filter(older, e -> e.weight < 0 AND NOT exists(events,"
                    + " later -> later.item = e.item AND later.at > e.at AND later.weight > 0)),"
                    + " newest)"))
        .select(
            col("user"),
            col("events.item").as("items"),
            col("events.age").cast("array<float>").as("ages"),
            col("events.weight").as("weights"),
            col("events.kind").as("kinds"),
            col("events.relevant").as("relevant"));
  }

  /**
   * Adds taste to histories; a user of the index without history has empty arrays.
   *
   * @param index {@code user_id, user}
   * @param items the items at the end of the night
   */
  static Dataset<Row> of(
      Dataset<Row> histories, Dataset<Row> index, CatalogRows items, double halfLifeDays) {
    Dataset<Row> all =
        index
            .join(histories, "user", "left")
            .selectExpr(
                "user",
                "coalesce(items, cast(array() as array<int>)) items",
                "coalesce(ages, cast(array() as array<float>)) ages",
                "coalesce(weights, cast(array() as array<float>)) weights",
                "user_id",
                "coalesce(kinds, cast(array() as array<string>)) kinds",
                "coalesce(relevant, cast(array() as array<boolean>)) relevant");
    Broadcast<Taste> taste =
        JavaSparkContext.fromSparkContext(all.sparkSession().sparkContext())
            .broadcast(new Taste(items.catalog(), items.categories(), halfLifeDays));
    return all.sparkSession()
        .createDataFrame(all.javaRDD().map(row -> profile(row, taste.value())), SCHEMA);
  }

  private static Row profile(Row row, Taste taste) {
    History history = Histories.of(row);
    return org.apache.spark.sql.RowFactory.create(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        row.get(5),
        row.get(6),
        taste.vector(history),
        (long) history.size(),
        taste.meanPrice(history),
        taste.categories(history));
  }
}
