package dev.nightjar.pipelines.features;

import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shoppers who stay in one of four groups of items, which one part of the vectors knows. */
@ExtendWith(SparkExtension.class)
final class PartShareTest {

  private static final int GROUPS = 4;
  private static final int ITEMS = 40;
  private static final int WINDOW = 7;
  private static final StructType PARTS =
      new StructType()
          .add("fold", DataTypes.StringType)
          .add("item", DataTypes.IntegerType)
          .add("text_vector", DataTypes.createArrayType(DataTypes.FloatType))
          .add("review_vector", DataTypes.createArrayType(DataTypes.FloatType));
  private static final Settings SETTINGS = Settings.of(ConfigFactory.parseMap(Map.of()));

  @Test
  void thePartThatRanksBetterGetsTheLargerShare(SparkSession spark) {
    Dataset<Row> shoppers = shoppers(spark, 21);
    PartShare best = new PartShare(shoppers, WINDOW, SETTINGS);
    double reviewsKnow = best.ofReviews(parts(spark, false));
    double textKnows = best.ofReviews(parts(spark, true));
    assertTrue(reviewsKnow > 0.5, "" + reviewsKnow);
    assertTrue(textKnows < 0.5, "" + textKnows);
  }

  @Test
  void aWindowWithoutEventsLeavesTheDefault(SparkSession spark) {
    PartShare best = new PartShare(shoppers(spark, 100), WINDOW, SETTINGS);
    assertEquals(0.25, best.ofReviews(parts(spark, false)));
    assertEquals(0.25, best.ofPictures(pictures(spark, false)));
  }

  @Test
  void picturesThatCarryTheTasteGetTheLargerShare(SparkSession spark) {
    PartShare best = new PartShare(shoppers(spark, 21), WINDOW, SETTINGS);
    double picturesKnow = best.ofPictures(pictures(spark, false));
    double contentKnows = best.ofPictures(pictures(spark, true));
    assertTrue(picturesKnow > 0.5, "" + picturesKnow);
    assertTrue(contentKnows < 0.5, "" + contentKnows);
  }

  /** The same with the first part as content and the second as pictures. */
  private static Dataset<Row> pictures(SparkSession spark, boolean contentKnows) {
    return parts(spark, contentKnows).toDF("fold", "item", "vector", "image_vector");
  }

  /** Two items long ago, two between {@code before} and {@code before - 7} days ago. */
  private static Dataset<Row> shoppers(SparkSession spark, int before) {
    List<Row> rows = new ArrayList<>();
    for (int user = 0; user < 60; user++) {
      List<Integer> items = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        items.add((user * 7 + i * 3) % (ITEMS / GROUPS) * GROUPS + user % GROUPS);
      }
      float late = before - 8f;
      List<Float> ages = List.of(200f, 150f, late, late - 1);
      rows.add(RowFactory.create(user, items, ages, List.of(1f, 1f, 1f, 1f)));
    }
    return spark
        .createDataFrame(rows, Histories.SCHEMA)
        .withColumn("relevant", lit(null).cast("array<boolean>"));
  }

  private static Dataset<Row> parts(SparkSession spark, boolean textKnows) {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      List<Float> group = new ArrayList<>();
      List<Float> noise = new ArrayList<>();
      for (int d = 0; d < GROUPS; d++) {
        group.add(d == item % GROUPS ? 1f : 0.01f);
        noise.add((float) random.nextGaussian());
      }
      rows.add(
          RowFactory.create(
              "validation", item, textKnows ? group : noise, textKnows ? noise : group));
    }
    return spark.createDataFrame(rows, PARTS);
  }
}
