package dev.nightjar.pipelines.candidate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class HistoriesTest {
  private static final StructType EVENTS =
      new StructType()
          .add("user", DataTypes.IntegerType)
          .add("item", DataTypes.IntegerType)
          .add("at", DataTypes.TimestampType)
          .add("weight", DataTypes.FloatType);

  @Test
  void eventsAreSortedByTimeThenItemAndEndBeforeTheCutoff(SparkSession spark) {
    Dataset<Row> events =
        spark.createDataFrame(
            List.of(
                event(1, 8, "2026-03-02T00:00:00Z", 2f),
                event(1, 5, "2026-03-01T00:00:00Z", 1f),
                event(1, 4, "2026-03-02T00:00:00Z", 1f),
                event(1, 9, "2026-03-03T00:00:00Z", 1f)),
            EVENTS);
    Dataset<Row> histories = Histories.fromEvents(events, Instant.parse("2026-03-03T00:00:00Z"));
    assertEquals(Histories.SCHEMA.simpleString(), histories.schema().simpleString());
    History history = Histories.of(histories.collectAsList().get(0));
    assertArrayEquals(new int[] {5, 4, 8}, history.items());
    assertArrayEquals(new float[] {2, 1, 1}, history.ages());
    assertArrayEquals(new float[] {1, 1, 2}, history.weights());
  }

  @Test
  void stepsAloneGiveAnOrderWithoutAges(SparkSession spark) {
    Dataset<Row> events =
        spark.sql(
            "SELECT * FROM VALUES (3, 7, 1, 1.0f), (3, 2, 0, 1.0f) AS e(user, item, position, weight)");
    History history = Histories.of(Histories.fromSteps(events).collectAsList().get(0));
    assertArrayEquals(new int[] {2, 7}, history.items());
    assertArrayEquals(new float[] {0, 0}, history.ages());
  }

  @Test
  void arraysOfDifferentLengthAreRefused() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> new History(4, new int[2], new float[1], new float[2]));
    assertEquals(
        "history of user 4 has 2 items, 1 ages and 2 weights; give one age and one weight an item",
        failure.getMessage());
  }

  private static Row event(int user, int item, String at, float weight) {
    return RowFactory.create(user, item, Timestamp.from(Instant.parse(at)), weight);
  }
}
