package dev.nightjar.pipelines.fusion.ranker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.settings.RankerSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class RankerTrainingTest {
  private static final List<String> NAMES = List.of("signal", "noise", "constant");

  private static RankerSettings settings(String... lines) {
    return ShippedSettings.with(
            "seed = 1",
            "train.ranker { validation-share = 0.3, ridge = 1e-4 }",
            String.join("\n", lines))
        .train()
        .ranker();
  }

  private static TrainedRanker fit(JavaRDD<ExampleGroup> groups, RankerSettings settings) {
    return RankerTraining.fit(groups, NAMES, settings, 1000);
  }

  @Test
  void theSignalIsLearnt(SparkSession spark) {
    TrainedRanker trained = fit(groups(spark, 400), settings());
    assertTrue(trained.ndcg() > 0.75, trained.toString());
  }

  @Test
  void aLaterPenaltyMustBeBetterByMoreThanTheInterval() {
    double[] base = {0.4, 0.5, 0.6, 0.1};
    assertTrue(RankerTraining.isBetter(new double[] {0.5, 0.6, 0.7, 0.2}, base));
    assertFalse(RankerTraining.isBetter(base, base));
    // Mean 0.04 with a standard error of 0.0212: above it, but not by the interval.
    assertFalse(RankerTraining.isBetter(new double[] {0.5, 0.5, 0.6, 0.16}, base));
    assertFalse(RankerTraining.isBetter(new double[] {0.9, 0.5, 0.4, 0.0}, base));
    assertFalse(RankerTraining.isBetter(new double[0], new double[0]));
  }

  @Test
  void aPenaltyThatJudgingUsersClearlyLikeBetterWins(SparkSession spark) {
    TrainedRanker trained =
        fit(differences(spark), settings("train.ranker.ridge = [1e6, 1e-4, 1e-5]"));
    assertEquals(1e-4, trained.ridge(), trained.toString());
    double first = trained.ranker().score(new float[] {1, 0, 1}, 0);
    double both = trained.ranker().score(new float[] {1, 1, 1}, 0);
    assertTrue(first > both + 1, "trained again with another penalty: " + first + ", " + both);
  }

  @Test
  void chancesAreAsFrequentAsTheySay(SparkSession spark) {
    JavaRDD<ExampleGroup> groups = groups(spark, 400);
    TrainedRanker trained = fit(groups, settings());
    double expected = 0;
    double taken = 0;
    for (ExampleGroup group : groups.collect()) {
      for (int i = 0; i < group.items().length; i++) {
        double score = trained.ranker().score(group.features(), i * group.width());
        expected += trained.calibration().probability(score);
        taken += group.labels()[i];
      }
    }
    assertEquals(taken, expected, 0.1 * taken);
    assertTrue(trained.calibration().slope() > 0);
  }

  @Test
  void withoutJudgingUsersChancesComeFromThoseThatTaught(SparkSession spark) {
    TrainedRanker trained =
        fit(groups(spark, 20), settings("train.ranker.validation-share = 0.01"));
    assertTrue(trained.calibration().slope() > 0, trained.calibration().toString());
  }

  @Test
  void trainingDoesNotDependOnThePartitions(SparkSession spark) {
    TrainedRanker one = fit(groups(spark, 200), settings());
    TrainedRanker other = fit(groups(spark, 200).repartition(5), settings());
    float[] values = {0.4f, 0.3f, 1};
    assertEquals(one.ranker().score(values, 0), other.ranker().score(values, 0), 0);
  }

  @Test
  void withoutAnyHitTrainingSaysWhatToChange(SparkSession spark) {
    JavaRDD<ExampleGroup> missed =
        groups(spark, 20)
            .map(
                group ->
                    new ExampleGroup(
                        group.user(),
                        group.items(),
                        group.features(),
                        new float[group.items().length],
                        new int[] {1000}));
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> fit(missed, ShippedSettings.with().train().ranker()));
    assertEquals(
        "none of 20 users took an item that a source had proposed; raise train.candidates or"
            + " train.window-days",
        failure.getMessage());
  }

  /** What was taken shows in the difference of two features, which a large penalty can not see. */
  private static JavaRDD<ExampleGroup> differences(SparkSession spark) {
    Random random = new Random(5);
    List<ExampleGroup> groups = new ArrayList<>();
    for (int user = 0; user < 300; user++) {
      int size = 12;
      float[] features = new float[size * 3];
      int best = 0;
      for (int i = 0; i < size; i++) {
        float common = 3 * random.nextFloat();
        features[i * 3] = common + random.nextFloat();
        features[i * 3 + 1] = common;
        best = difference(features, i) > difference(features, best) ? i : best;
      }
      float[] labels = new float[size];
      labels[best] = 1;
      groups.add(
          new ExampleGroup(
              user, IntStream.range(0, size).toArray(), features, labels, new int[] {best}));
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(groups, 3);
  }

  private static float difference(float[] features, int item) {
    return features[item * 3] - features[item * 3 + 1];
  }

  /** The larger the signal, the likelier the item was taken. */
  private static JavaRDD<ExampleGroup> groups(SparkSession spark, int users) {
    Random random = new Random(23);
    List<ExampleGroup> groups = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      int size = 12;
      int[] items = new int[size];
      float[] features = new float[size * 3];
      float[] labels = new float[size];
      int best = 0;
      for (int i = 0; i < size; i++) {
        items[i] = i;
        features[i * 3] = random.nextFloat();
        features[i * 3 + 1] = random.nextFloat();
        features[i * 3 + 2] = 1;
        best =
            features[i * 3] + 0.1f * features[i * 3 + 1]
                    > features[best * 3] + 0.1f * features[best * 3 + 1]
                ? i
                : best;
      }
      labels[best] = 1;
      groups.add(new ExampleGroup(user, items, features, labels, new int[] {best}));
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(groups, 3);
  }
}
