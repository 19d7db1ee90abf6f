package dev.nightjar.pipelines.nightly;

import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.PartialRows;
import dev.nightjar.pipelines.rank.Absence;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import dev.nightjar.pipelines.text.EmbeddingModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night under every kind of rule, of a shop of eighty products in four groups, whose sixty
 * customers each touched ten of their own group, and of four new products, 80 to 83.
 */
@ExtendWith(SparkExtension.class)
final class RuledNightTest {

  private static final Night NIGHT = new Night(LocalDate.of(2025, 3, 1));
  private static final int ITEMS = 84;
  private static final int USERS = 60;
  private static final int LENGTH = 10;

  private static final String RULES =
      """
      rank {
        rules {
          dear { action = leave-out, condition = "price >= 72" }
          young {
            action = leave-out
            condition = "users.attributes['age_band'] = 'under-18' AND category = 'Group 1'"
          }
          star { action = pin, condition = "item_id = '7'", position = 2 }
          push { action = boost, condition = "brand = 'b0'", amount = 0.5 }
        }
        caps { group { attribute = category, within = 5, most = 3 } }
        blocked.path = "%s"
        diversity = 0.05
        near-duplicates = 0.0001
      }
      """;

  @TempDir private Path directory;

  @Test
  void listsFollowTheRulesAreFullAndSayWhatIsNotOnThem(SparkSession spark) throws IOException {
    Lake lake = new Lake(spark, directory.resolve("lake").toString());
    Settings without = settings(lake, "");
    shop(spark, lake, without);
    for (Stage stage : List.of(Stage.FEATURES, Stage.TRAIN, Stage.RANK)) {
      assertFalse(
          counts(spark, lake, without, stage).keySet().stream()
              .anyMatch(name -> name.startsWith("rules.")),
          "no rule, no count");
    }
    List<String> before = lists(lake).get("5");
    Path blocked = directory.resolve("blocked.csv");
    Files.writeString(blocked, "user_id,item_id\n5," + before.get(0) + "\n");
    Settings with = settings(lake, RULES.formatted(blocked));
    Map<String, Long> judged = counts(spark, lake, with, Stage.EVALUATE);
    Map<String, Long> ranked = counts(spark, lake, with, Stage.RANK);

    Map<String, List<String>> lists = lists(lake);
    assertEquals(USERS, lists.size());
    lists.forEach((user, list) -> followed(user, list, touched(user)));
    assertFalse(lists.get("5").contains(before.get(0)), "it is blocked for user 5");
    assertEquals(
        0, lake.read(Table.SIMILAR_ITEMS).where("int(similar_item_id) BETWEEN 72 AND 79").count());
    Map<String, Integer> onLists = new HashMap<>();
    lists.values().forEach(list -> list.forEach(item -> onLists.merge(item, 1, Integer::sum)));
    for (int item = 80; item < ITEMS; item++) {
      assertTrue(onLists.getOrDefault("" + item, 0) <= USERS / 10, item + " is on " + onLists);
    }
    explained(lake);
    counted(ranked, judged);
    measured(lake);
    whyNot(spark, lake, with, lists.get("5"), before.get(0));
  }

  private static void followed(String user, List<String> list, List<String> touched) {
    String told = "user " + user + ": " + list;
    assertEquals(LENGTH, list.size(), told);
    assertEquals(LENGTH, list.stream().distinct().count(), told);
    Map<Integer, Integer> groups = new TreeMap<>();
    for (int place = 0; place < LENGTH; place++) {
      int item = Integer.parseInt(list.get(place));
      assertTrue(item < 72 || item >= 80, told);
      assertTrue(item % 4 != 1 || Integer.parseInt(user) % 3 != 0, told);
      if (place < 5) {
        groups.merge(item % 4, 1, Integer::sum);
      }
    }
    assertTrue(groups.values().stream().allMatch(count -> count <= 3), told + " has " + groups);
    assertEquals(touched.contains("7") ? -1 : 1, list.indexOf("7"), told);
  }

  private static void explained(Lake lake) {
    Dataset<Row> pinned = lake.read(Table.RECOMMENDATIONS).where("source = 'pinned'");
    assertTrue(pinned.count() > 0, "no source proposes product 7 to everybody");
    assertEquals(
        0,
        pinned
            .where(
                "item_id <> '7' OR position <> 2 OR reasons <> array('chosen for you by the shop')")
            .count());
    assertEquals(
        0,
        lake.read(Table.RECOMMENDATIONS)
            .where(
                "abs(aggregate(map_values(contributions), 0D, (sum, part) -> sum + part) - score)"
                    + " > 1e-4")
            .count(),
        "explanations add up");
  }

  private static void counted(Map<String, Long> ranked, Map<String, Long> judged) {
    assertEquals(8L, ranked.get("rules.dear.items"));
    assertTrue(judged.get("rules.dear.removed") > 0, judged.toString());
    assertEquals(21L, ranked.get("rules.young.items"));
    assertTrue(ranked.get("rules.young.removed") >= 0, ranked.toString());
    assertTrue(ranked.get("rules.star.moved") > 0, ranked.toString());
    assertTrue(ranked.get("rules.star.unsatisfied") > 0, "those who touched it: " + ranked);
    assertTrue(ranked.get("rules.push.moved") > 0, ranked.toString());
    assertTrue(ranked.get("rules.group.moved") > 0, ranked.toString());
    assertEquals(0L, ranked.get("rules.group.unsatisfied"));
    assertEquals(1L, ranked.get("rules.block list.removed"));
  }

  private static void measured(Lake lake) {
    for (String metric : List.of("ndcg", "diversity", "coverage", "gini", "novelty")) {
      for (String model : List.of("als", "fused", "fused-with-rules")) {
        List<Row> rows =
            lake.read(Table.METRICS)
                .where("segment = 'all' AND model = '" + model + "'")
                .where("metric = '" + metric + "@10'")
                .collectAsList();
        assertEquals(1, rows.size(), metric + " of " + model);
        double value = rows.get(0).getAs("value");
        assertTrue(
            rows.get(0).<Double>getAs("low") <= value && value <= rows.get(0).<Double>getAs("high"),
            rows::toString);
      }
    }
  }

  private static void whyNot(
      SparkSession spark, Lake lake, Settings settings, List<String> list, String blocked) {
    try (Console console = new Console(spark.sparkContext())) {
      Equipment equipment = new Equipment(spark, settings, lake, console);
      StageRun run = new StageRun(equipment, NIGHT, "lists");
      Absence five = Absence.from(run, "5");
      assertEquals("is on the list, in place 1", five.of(list.get(0)));
      assertEquals("is left out by rule 'dear'", five.of("75"));
      assertEquals("is not available", five.of("35"));
      assertEquals("was not in the catalog of night 2025-03-01", five.of("0815"));
      assertEquals(
          "is in the user's history, and rank.repeat is exclude", five.of(touched("5").get(0)));
      String held = five.of(blocked);
      assertTrue(
          held.matches(
              "is kept off or put off by the rule 'block list': candidate \\d+ of \\d+ by a score"
                  + " of -?\\d+\\.\\d{4}, [-+]\\d+\\.\\d{4} against the list's last place, 10"),
          held);
      List<String> both =
          List.of(
              "is below the list's last place",
              "is proposed by no source: each of them has 10 items for the user that it puts"
                  + " higher");
      Set<String> rest = new TreeSet<>();
      for (int item = 0; item < 72 && !rest.containsAll(both); item++) {
        if (item != 35 && !list.contains("" + item) && !touched("5").contains("" + item)) {
          rest.add(five.of("" + item).replaceFirst(": candidate .*", ""));
        }
      }
      assertTrue(rest.containsAll(both), rest.toString());
      assertEquals(
          "is kept off or put off by the rule 'young'",
          Absence.from(run, "3").of("41").replaceFirst(":.*", ""));
    }
  }

  private static Map<String, List<String>> lists(Lake lake) {
    Map<String, List<String>> lists = new TreeMap<>();
    lake.read(Table.RECOMMENDATIONS)
        .orderBy("user_id", "position")
        .select("user_id", "item_id")
        .collectAsList()
        .forEach(
            row ->
                lists
                    .computeIfAbsent(row.getString(0), user -> new ArrayList<>())
                    .add(row.getString(1)));
    return lists;
  }

  /** As the log below has it. */
  private static List<String> touched(String user) {
    int number = Integer.parseInt(user);
    return IntStream.range(0, 10)
        .mapToObj(n -> "" + ((number * 7 + n * 3) % 20 * 4 + number % 4))
        .toList();
  }

  private static Settings settings(Lake lake, String rules) {
    return Settings.of(
        ConfigFactory.parseString(
            """
            train { als { rank = 8, iterations = 3 }, window-days = 7, candidates = 10 }
            evaluate { resamples = 100, gate.enabled = false }
            rank.top-k = 10
            lake.root = "%s"
            %s
            """
                .formatted(lake.root(), rules)));
  }

  private static void shop(SparkSession spark, Lake lake, Settings settings) {
    Dataset<Row> items =
        spark
            .range(ITEMS)
            .selectExpr(
                "id",
                "CAST(id AS STRING) AS item_id",
                "concat('Item ', id) AS title",
                "concat('Group ', id % 4) AS category",
                "concat('b', id % 5) AS brand",
                "CAST(if(id < 80, id, 1) AS DOUBLE) AS price",
                "id <> 35 AS available");
    PartialRows.append(lake, Table.ITEM_INDEX, items.selectExpr("item_id", "id AS item"));
    PartialRows.append(lake, Table.ITEMS, items.drop("id"));
    Dataset<Row> users = spark.range(USERS).selectExpr("id", "CAST(id AS STRING) AS user_id");
    PartialRows.append(lake, Table.USER_INDEX, users.selectExpr("user_id", "id AS user"));
    PartialRows.append(
        lake,
        Table.USERS,
        users.selectExpr(
            "user_id", "map('age_band', if(id % 3 = 0, 'under-18', 'adult')) AS attributes"));
    PartialRows.append(
        lake, Table.REVIEWS, spark.createDataFrame(List.of(), Table.REVIEWS.schema()));
    PartialRows.append(
        lake,
        Table.EMBEDDINGS,
        items
            .selectExpr(
                "sha2(concat(title, '. ', category), 256) AS text_hash",
                "transform(sequence(0, 5), d -> CAST(if(d = id % 4, 3, 0) + hash(id, d) / 1e10 AS"
                    + " FLOAT)) AS vector")
            .withColumn("model_id", lit(EmbeddingModels.card(spark, settings.embed()).modelId())));
    PartialRows.append(
        lake,
        Table.INTERACTIONS,
        spark
            .range(USERS)
            .selectExpr(
                "id AS user", "posexplode(array(50, 41, 33, 26, 18, 12, 9, 5, 3, 1)) AS (n, age)")
            .selectExpr(
                "CAST(user AS STRING) AS user_id",
                "CAST((user * 7 + n * 3) % 20 * 4 + user % 4 AS STRING) AS item_id",
                "'purchase' AS kind",
                "timestampadd(HOUR, -24 * age, TIMESTAMP '2025-03-01 12:00:00') AS at",
                "DATE'2025-03-01' - age AS day"));
  }

  private static Map<String, Long> counts(
      SparkSession spark, Lake lake, Settings settings, Stage stage) {
    return OneAttempt.at(NIGHT, List.of(stage), spark, lake, settings).get(0).counts();
  }
}
