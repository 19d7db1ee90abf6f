package dev.nightjar.pipelines.benchmark.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.benchmark.protocol.RatingRule;
import dev.nightjar.pipelines.benchmark.protocol.RatingSplit;
import dev.nightjar.pipelines.benchmark.protocol.TrainTestSplit;
import dev.nightjar.pipelines.benchmark.protocol.ValidationSplit;
import dev.nightjar.pipelines.benchmark.quality.QualityRun.Described;
import dev.nightjar.pipelines.settings.choice.Repeat;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.tune.Budget;
import dev.nightjar.pipelines.tune.TrialLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Small shops with a known pattern: whoever takes item n takes item n + 1 next. */
@ExtendWith(SparkExtension.class)
class QualityRunTest {
  private static final int USERS = 120;
  private static final int ITEMS = 40;

  @TempDir private Path directory;

  @Test
  void leaveOneOutFindsTheNextItem(SparkSession spark) throws IOException {
    List<String> lines = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int user = 0; user < USERS; user++) {
      StringBuilder line = new StringBuilder("u" + user);
      int start = random.nextInt(ITEMS);
      int length = 3 + random.nextInt(4);
      for (int step = 0; step < length; step++) {
        line.append(" item-").append((start + step) % ITEMS);
      }
      lines.add(line.toString());
    }
    lines.add("single item-3");
    QualityRun run = QualityRun.leaveOneOut(write("sequences", lines), Described.NOTHING);
    Map<String, Map<String, String>> results =
        results(spark, run, 5, "popularity,item-to-item,fused");
    assertEquals(
        List.of(
            "popularity",
            "item-to-item",
            "fused",
            "fused-without-popularity",
            "fused-without-item-to-item",
            "fused-without-activity-facts",
            "fused-without-relations-facts"),
        List.copyOf(results.keySet()));
    assertTrue(figure(results, "fused-without-popularity", "hr") > 0.9, results::toString);
    assertTrue(figure(results, "fused-without-item-to-item", "hr") < 0.5, results::toString);
    double chance = 5.0 / ITEMS;
    assertTrue(figure(results, "item-to-item", "hr") > 0.9, results::toString);
    assertTrue(figure(results, "fused", "hr") > 0.9, results::toString);
    assertTrue(figure(results, "popularity", "hr") < 3 * chance, results::toString);
    assertEquals("120", results.get("fused").get("users"));
    assertTrue(
        figure(results, "fused", "ndcg_low") <= figure(results, "fused", "ndcg"),
        results::toString);

    Map<String, Map<String, String>> fewer =
        results(spark, run.testing(40), 5, "popularity,item-to-item");
    assertEquals("40", fewer.get("item-to-item").get("users"));
    assertTrue(figure(fewer, "item-to-item", "hr") > 0.9, fewer::toString);
  }

  @Test
  void aSplitWithColdItemsIsAnsweredFromText(SparkSession spark) throws IOException {
    List<String> train = new ArrayList<>();
    List<String> test = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    String[] topics = {"a cookbook of Italian pasta recipes", "a thriller about a lost submarine"};
    for (int item = 0; item < ITEMS; item++) {
      texts.add("i" + item + "\t" + topics[item % 2] + ", volume " + item);
    }
    SplittableRandom random = new SplittableRandom(2);
    for (int user = 0; user < USERS; user++) {
      StringBuilder known = new StringBuilder("u" + user);
      StringBuilder wanted = new StringBuilder("u" + user);
      for (int step = 0; step < 8; step++) {
        int item = 2 * random.nextInt(ITEMS / 2) + user % 2;
        (step < 5 ? known : wanted).append(" i").append(item);
      }
      train.add(known.toString());
      test.add(wanted.toString());
    }
    QualityRun run =
        QualityRun.split(
            write("train", train),
            write("test", test),
            new TrainTestSplit(ValidationSplit.RANDOM, Repeat.EXCLUDE, 42),
            Described.read(Optional.of(write("texts", texts)), Optional.empty()),
            Optional.of(0.25));
    Map<String, Map<String, String>> results = results(spark, run, 4, "random,popularity,als,text");
    assertEquals(0, figure(results, "popularity", "recall"));
    assertEquals(0, figure(results, "als", "recall"));
    assertTrue(
        figure(results, "text", "recall") > figure(results, "random", "recall") + 0.1,
        results::toString);
  }

  @Test
  void whatIsTakenAgainIsFoundWhereItMayBeRanked(SparkSession spark) throws IOException {
    List<String> train = new ArrayList<>();
    List<String> test = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int user = 0; user < USERS; user++) {
      String staple = " i" + random.nextInt(ITEMS);
      StringBuilder known = new StringBuilder("u" + user);
      for (int week = 0; week < 4; week++) {
        known.append(" i").append(random.nextInt(ITEMS)).append(staple);
      }
      train.add(known.toString());
      test.add("u" + user + staple);
    }
    QualityRun run =
        QualityRun.split(
            write("train", train),
            write("test", test),
            new TrainTestSplit(ValidationSplit.LAST, Repeat.ALLOW, 42),
            Described.NOTHING,
            Optional.empty());
    Map<String, Map<String, String>> results = results(spark, run, 1, "popularity,als,fused");
    assertTrue(figure(results, "fused", "recall") > 0.8, results::toString);
    assertTrue(figure(results, "popularity", "recall") < 0.3, results::toString);
  }

  @Test
  void ratingsAreMeasuredByListsAndByValue(SparkSession spark) throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,item,rating,time"));
    for (int user = 0; user < 60; user++) {
      for (int step = 0; step < 12; step++) {
        int item = (user + step * step) % 30;
        int rating = 1 + (item % 3) + (user % 2) * 2;
        lines.add("u" + user + ",i" + item + "," + rating + "," + (1000 * user + step));
      }
    }
    QualityRun run =
        QualityRun.ratings(
            write("ratings.csv", lines),
            RatingRule.of(RatingSplit.RANDOM, Repeat.EXCLUDE, 42),
            Described.NOTHING);
    Map<String, Map<String, String>> results =
        results(spark, run, 5, "popularity,als,item-to-item,fused");
    assertEquals(
        List.of("popularity", "als", "item-to-item"), List.copyOf(results.keySet()).subList(0, 3));
    assertTrue(results.get("als").keySet().containsAll(List.of("ndcg", "map", "precision", "auc")));
    // Ratings are 1 to 5, and follow from item and user but for noise of neither.
    assertTrue(figure(results, "rating-offsets", "rmse") < 0.5, results::toString);
    assertTrue(figure(results, "rating-expected", "rmse") < 0.5, results::toString);
    assertTrue(
        figure(results, "rating-expected", "mae") <= figure(results, "rating-expected", "rmse"),
        results::toString);
    assertTrue(figure(results, "rating-expected", "auc") > 0.9, results::toString);
  }

  @Test
  void factsOfItemsReachTheRankerAsInANight(SparkSession spark) throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,item,rating,time"));
    List<String> facts = new ArrayList<>();
    for (int item = 0; item < 30; item++) {
      facts.add("i" + item + "\tshelf " + item % 3 + "\t" + (item % 5 == 0 ? "" : 1 + item));
    }
    for (int user = 0; user < 60; user++) {
      for (int step = 0; step < 8; step++) {
        int item = user % 3 + 3 * ((user + step * step) % 10);
        lines.add("u" + user + ",i" + item + "," + (1 + item % 5) + "," + (90_000 * step + user));
      }
    }
    QualityRun run =
        QualityRun.ratings(
            write("ratings.csv", lines),
            RatingRule.of(RatingSplit.RANDOM, Repeat.EXCLUDE, 42),
            Described.read(Optional.empty(), Optional.of(write("facts", facts))));
    Map<String, Map<String, String>> results =
        results(spark, run, 5, "popularity,category-popularity,fused");
    assertTrue(
        figure(results, "category-popularity", "ndcg")
            > 1.5 * figure(results, "popularity", "ndcg"),
        results::toString);
    for (String group : List.of("category", "price", "age", "rating", "trend")) {
      assertTrue(results.containsKey("fused-without-" + group + "-facts"), results::toString);
    }
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(directory.resolve(name), lines);
  }

  private static double figure(
      Map<String, Map<String, String>> results, String model, String name) {
    return Double.parseDouble(results.get(model).get(name));
  }

  private static Map<String, Map<String, String>> results(
      SparkSession spark, QualityRun run, int k, String models) {
    StringWriter text = new StringWriter();
    QualityOptions options =
        new QualityOptions(
            k,
            42,
            new Budget(1, Duration.ofMinutes(5)),
            List.of(models.split(",")),
            true,
            TrialLog.inMemory());
    run.execute(spark, options, new PrintWriter(text), line -> {});
    Map<String, Map<String, String>> results = new java.util.LinkedHashMap<>();
    for (String line : text.toString().lines().filter(l -> l.startsWith("RESULT ")).toList()) {
      Map<String, String> figures = new TreeMap<>();
      for (String field : line.substring("RESULT ".length()).split(" ")) {
        String[] parts = field.split("=", 2);
        figures.put(parts[0], parts[1]);
      }
      results.put(figures.remove("model"), figures);
    }
    return results;
  }
}
