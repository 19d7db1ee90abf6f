package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class SentimentTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("review_id", DataTypes.StringType)
          .add("rating", DataTypes.DoubleType)
          .add("vector", DataTypes.createArrayType(DataTypes.FloatType));

  @Test
  void theRatingIsReadFromTheVector(SparkSession spark) {
    Sentiment sentiment = Sentiment.fit(reviews(spark, 2000), 1).orElseThrow();
    // Ratings are 3 + 2 * first dimension, whatever the second, between 1 and 5.
    assertEquals(1, sentiment.of(new float[] {1, 0.3f}), 0.05);
    assertEquals(-1, sentiment.of(new float[] {-1, 0.3f}), 0.05);
    assertEquals(0, sentiment.of(new float[] {0, -0.9f}), 0.05);
    assertEquals(1, sentiment.of(new float[] {7, 0}), "never beyond the best rating");
  }

  @Test
  void theOrderOfTheRowsDoesNotShow(SparkSession spark) {
    Dataset<Row> reviews = reviews(spark, 300);
    float[] vector = {0.31f, 0.2f};
    assertEquals(
        Sentiment.fit(reviews, 1).orElseThrow().of(vector),
        Sentiment.fit(reviews.repartition(5), 1).orElseThrow().of(vector));
  }

  @Test
  void tooFewOrEqualRatingsTeachNothing(SparkSession spark) {
    assertEquals(Optional.empty(), Sentiment.fit(reviews(spark, 99), 1));
    assertEquals(
        Optional.empty(), Sentiment.fit(reviews(spark, 300).withColumn("rating", lit(4d)), 1));
    assertTrue(Sentiment.fit(reviews(spark, 100), 1).isPresent());
  }

  private static Dataset<Row> reviews(SparkSession spark, int count) {
    Random random = new Random(4);
    List<Row> rows = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      float mood = 2 * random.nextFloat() - 1;
      float other = 2 * random.nextFloat() - 1;
      double rating = r == 0 ? 1 : r == 1 ? 5 : 3 + 2 * mood;
      mood = r == 0 ? -1 : r == 1 ? 1 : mood;
      rows.add(RowFactory.create("r" + r, rating, List.of(mood, other)));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }
}
