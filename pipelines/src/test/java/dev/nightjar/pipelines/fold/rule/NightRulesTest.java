package dev.nightjar.pipelines.fold.rule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.fusion.rule.ItemRule;
import dev.nightjar.pipelines.fusion.rule.ListRules;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.lake.PartialRows;
import dev.nightjar.pipelines.run.Console;
import dev.nightjar.pipelines.run.Equipment;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six items i0 to i5 and three users; i5 is in the table and not in the catalog of the fold, u2 has
 * no row in {@code users}.
 */
@ExtendWith(SparkExtension.class)
final class NightRulesTest {

  private static final Night NIGHT = new Night(LocalDate.of(2025, 12, 10));

  @TempDir private static Path lakeRoot;
  @TempDir private Path directory;

  @BeforeAll
  static void aSmallLake(SparkSession spark) {
    Lake lake = new Lake(spark, lakeRoot.toString());
    PartialRows.append(
        lake,
        Table.ITEMS,
        spark
            .range(6)
            .selectExpr(
                "concat('i', id) AS item_id",
                "'title' AS title",
                "if(id < 3, 'Spirits > Gin', 'Toys') AS category",
                "if(id = 4, null, concat('brand ', id % 2)) AS brand",
                "CAST(id * 10 AS DOUBLE) AS price",
                "id <> 3 AS available",
                "map('colour', if(id % 2 = 0, 'red', 'blue'), 'weight', if(id = 2, 'heavy', '3'))"
                    + " AS attributes"));
    PartialRows.append(
        lake, Table.ITEM_INDEX, spark.range(6).selectExpr("concat('i', id) AS item_id", "id item"));
    PartialRows.append(
        lake,
        Table.USERS,
        spark
            .range(2)
            .selectExpr(
                "concat('u', id) AS user_id",
                "map('age_band', if(id = 0, 'under-18', 'adult')) AS attributes"));
    PartialRows.append(
        lake,
        Table.USER_PROFILES,
        spark
            .range(3)
            .selectExpr(
                "CAST('2025-12-10' AS DATE) AS night",
                "concat('u', id) AS user_id",
                "CAST(id AS INT) AS user"));
  }

  @Test
  void conditionsBecomeBitsOfItemsAndFlagsOfUsers(SparkSession spark) {
    NightRules rules =
        with(
            spark,
            run -> NightRules.of(run, catalog()),
            """
            rank.rules {
              dear { action = leave-out, condition = "price >= 30" }
              spirits {
                action = leave-out
                condition = "users.attributes['age_band'] = 'under-18' AND items.category LIKE 'Spirits%'"
              }
              star { action = pin, condition = "item_id IN ('i1', 'i2') AND available", position = 2 }
              red { action = boost, condition = "attributes['colour'] = 'red' AND users.attributes['age_band'] IS NULL", amount = 1 }
              over { action = leave-out, condition = "true", to = "2025-12-09" }
            }
            rank.caps { brands { attribute = brand, within = 5, most = 1 }, colours { attribute = colour, within = 5, most = 2 } }
            rank.fresh { within = 5, least = 1, days = 7 }
            """);

    ListRules lists = rules.lists();
    assertEquals(
        List.of("dear", "spirits", "star", "red", "brands", "colours"),
        lists.names().subList(0, lists.named()));
    assertEquals("{3, 4}", lists.items().leaveOuts().get(0).items().toString());
    assertEquals("{3, 4}", lists.leftOutForEverybody().toString());
    assertEquals("{0, 1, 2}", lists.items().leaveOuts().get(1).items().toString());
    assertEquals("{1, 2}", lists.items().pins().get(0).rule().items().toString());
    assertEquals(1, lists.items().pins().get(0).place());
    assertEquals("{0, 2, 4}", lists.items().boosts().get(0).rule().items().toString());
    assertEquals(ItemRule.EVERYBODY, lists.items().leaveOuts().get(0).users());
    assertArrayEquals(new int[] {0, 1, 0, 1, -1}, lists.caps().get(0).values());
    assertArrayEquals(new int[] {1, 0, 1, 0, 1}, lists.caps().get(1).values());
    assertEquals("{0, 2, 3}", lists.fresh().items().toString(), "at most 7 days, or no event yet");
    assertEquals("{3}", lists.fresh().withoutEvents().toString());
  }

  @Test
  void usersAreFlaggedAlsoThoseOfWhomNothingIsKnown(SparkSession spark) throws IOException {
    Path blocked = directory.resolve("blocked.csv");
    Files.writeString(blocked, "item_id,user_id\ni4,u1\ni0,u1\ni0,u1\ni2,nobody\nnothing,u0\n");
    List<Row> users =
        with(
            spark,
            run -> {
              NightRules rules = NightRules.of(run, catalog());
              Dataset<Row> histories = run.readNight(Table.USER_PROFILES).select("user", "items");
              return rules
                  .beside(histories, run)
                  .orderBy("user")
                  .select("user", "flags", "blocked", "kept")
                  .collectAsList();
            },
            """
            rank.rules {
              a { action = leave-out, condition = "users.attributes['age_band'] = 'under-18' AND price > 1" }
              b { action = leave-out, condition = "price > 2 AND users.attributes['age_band'] IS NULL" }
              c { action = boost, amount = 1, condition = "price > 3 AND users.attributes['age_band'] = 'under-18'" }
              d { action = boost, amount = 1, condition = "price > 3 AND users.user_id > 'u0'" }
            }
            rank.blocked.path = "%s"
            """
                .formatted(blocked));

    assertEquals(
        List.of(
            "[0,ArraySeq(0),ArraySeq(),null]",
            "[1,ArraySeq(2),ArraySeq(0, 4),null]",
            "[2,ArraySeq(1, 2),ArraySeq(),null]"),
        users.stream().map(row -> row.toString().replace("WrappedArray", "ArraySeq")).toList());
  }

  @Test
  void merchandisersKeepRulesInATable(SparkSession spark) throws IOException {
    Path csv = directory.resolve("rules.csv");
    Files.writeString(
        csv,
        """
        name,owner,action,condition,position,amount,from,to
        winter,Ada,boost,"category = 'Toys'",,0.5,2025-12-01,2026-02-28
        gone,Ada,leave-out,price > 1,,,2025-01-01,2025-01-31
        star,Bo,pin,"item_id = 'i1'",1,,,
        """);
    ListRules fromCsv =
        with(
            spark,
            run -> NightRules.of(run, catalog()).lists(),
            "rank.rule-table.path = \"" + csv + "\"");
    assertEquals(List.of("star", "winter"), fromCsv.names().subList(0, fromCsv.named()));

    Path delta = directory.resolve("rules-delta");
    spark
        .sql(
            "SELECT 'd' AS name, 'boost' AS action, 'price > 20' AS condition, 2.5 AS amount,"
                + " DATE '2025-12-10' AS from")
        .write()
        .format("delta")
        .save(delta.toString());
    ListRules fromDelta =
        with(
            spark,
            run -> NightRules.of(run, catalog()).lists(),
            "rank.rule-table { format = delta, path = \"" + delta + "\" }");
    assertEquals(2.5f, fromDelta.items().boosts().get(0).amount());
  }

  @Test
  void everythingThatIsWrongWithATableIsToldAtOnce(SparkSession spark) throws IOException {
    Path csv = directory.resolve("rules.csv");
    Files.writeString(
        csv,
        """
        name,action,condition,amount
        a,boost,price > 1,lots
        b,push,colour = 'red',
        a,leave-out,price > 2,
        ,leave-out,price > 2,
        """);
    var e =
        assertThrows(
            RuleException.class,
            () ->
                with(
                    spark,
                    run -> {
                      RuleTable.check(spark, run.settings().rank().rules());
                      return null;
                    },
                    "rank.rule-table.path = \"" + csv + "\"",
                    "rank.blocked.path = \"" + directory.resolve("nowhere.csv") + "\""));

    assertEquals(6, e.problems().size(), e.getMessage());
    assertEquals(
        "rank.rule-table, rule 'a': amount is 'lots'; set a number from -1000.0 to 1000.0",
        e.problems().get(0));
    assertEquals(
        "rank.rule-table, rule 'b': action is 'push'; set one of leave-out, pin, boost",
        e.problems().get(1));
    assertTrue(
        e.problems()
            .get(2)
            .startsWith("rank.rule-table, rule 'b': condition is \"colour = 'red'\","),
        e.getMessage());
    assertEquals(
        "rank.rule-table has 'a', which is a rule already; give it another name",
        e.problems().get(3));
    assertTrue(
        e.problems().get(4).startsWith("rank.rule-table has a row without a name: {"),
        e.getMessage());
    assertEquals(
        "rank.blocked.path is '"
            + directory.resolve("nowhere.csv")
            + "', which does not exist; check the path, or set none",
        e.problems().get(5));
  }

  @Test
  void aTableThatLacksAColumnSaysWhatItHas(SparkSession spark) throws IOException {
    Path csv = directory.resolve("rules.csv");
    Files.writeString(csv, "name,what\na,b\n");
    var e =
        assertThrows(
            RuleException.class,
            () ->
                with(
                    spark,
                    run -> NightRules.of(run, catalog()),
                    "rank.rule-table.path = \"" + csv + "\""));
    assertEquals(
        "rank.rule-table.path is '"
            + csv
            + "', which has no column action and no condition; it has name, what",
        e.getMessage());
  }

  @Test
  void aConditionThatFailsOnAnItemOrAUserNamesItsRule(SparkSession spark) {
    var items =
        assertThrows(
            RuleException.class,
            () ->
                with(
                    spark,
                    run -> NightRules.of(run, catalog()),
                    """
                    rank.rules {
                      fine { action = leave-out, condition = "price > 1" }
                      light { action = leave-out, condition = "CAST(attributes['weight'] AS INT) < 2" }
                    }
                    """));
    assertTrue(
        items.getMessage().startsWith("rule 'light' fails on an item: ")
            && items.getMessage().endsWith("; where a value may not convert, try_cast gives null"),
        items.getMessage());
    var users =
        assertThrows(
            RuleException.class,
            () ->
                with(
                    spark,
                    run -> NightRules.of(run, catalog()),
                    "rank.rules.old { action = leave-out, condition = \"price > 1 AND"
                        + " CAST(users.attributes['age_band'] AS INT) > 18\" }"));
    assertTrue(users.getMessage().contains(" fails on a user: "), users.getMessage());
  }

  private static CatalogRows catalog() {
    Catalog catalog = Catalog.of(5).with(ItemFact.AGE, new float[] {3, 30, 7, Float.NaN, 8});
    return new CatalogRows(
        catalog, new String[] {"i0", "i1", "i2", "i3", "i4"}, List.of(), new float[5]);
  }

  private static <T> T with(SparkSession spark, Function<StageRun, T> work, String... lines) {
    Settings settings = Settings.of(ConfigFactory.parseString(String.join("\n", lines)));
    Lake lake = new Lake(spark, lakeRoot.toString());
    try (Console console = new Console(spark.sparkContext())) {
      return work.apply(new StageRun(new Equipment(spark, settings, lake, console), NIGHT, "rank"));
    }
  }
}
