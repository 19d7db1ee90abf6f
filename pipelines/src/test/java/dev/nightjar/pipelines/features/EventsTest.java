package dev.nightjar.pipelines.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.settings.FeaturesSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.settings.sql.EventExpression;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
final class EventsTest {

  private static final Instant END = Instant.parse("2025-01-11T00:00:00Z");
  private static final FeaturesSettings SETTINGS =
      ShippedSettings.with(
              "features { kinds { view = 1, purchase = 5, wish = 0 }, other-kinds = 2 }")
          .features();
  private static final EventExpression RELEVANT = ShippedSettings.with().evaluate().relevant();

  private static Dataset<Row> events(SparkSession spark) {
    Dataset<Row> log =
        spark.sql(
            "SELECT user_id, item_id, kind, cast(at as timestamp) at, cast(null as double) weight,"
                + " cast(null as double) value FROM VALUES"
                + " ('u', 'a', 'view', '2025-01-01 12:00:00'),"
                + " ('u', 'a', 'purchase', '2025-01-01 13:00:00'),"
                + " ('u', 'b', 'share', '2025-01-10 00:00:00'),"
                + " ('u', 'b', 'wish', '2025-01-10 00:00:00'),"
                + " ('u', 'b', 'view', '2025-01-11 00:00:00'),"
                + " ('stranger', 'a', 'view', '2025-01-01 00:00:00')"
                + " AS log(user_id, item_id, kind, at)");
    return Events.of(
        log,
        spark.sql("SELECT 'u' user_id, 0 user"),
        spark.sql("SELECT 'a' item_id, 0 item UNION ALL SELECT 'b', 1"),
        SETTINGS,
        RELEVANT,
        END);
  }

  @Test
  void whatIsTooLateOrWithoutIdIsLeftOutAndWhatHasNoStrengthWasSeen(SparkSession spark) {
    assertEquals(
        List.of("0 view 1.0 true", "0 purchase 5.0 true", "1 share 2.0 true", "1 wish 0.0 false"),
        shown(events(spark)));
  }

  @Test
  void aRatingCountsByItsValueAndWithoutOneItSaysNothing(SparkSession spark) {
    assertEquals(
        List.of(
            "0 purchase 5.0 true",
            "0 rating -4.0 false",
            "0 rating 2.0 true",
            "1 rating 0.0 false",
            "1 purchase 5.0 true"),
        shown(rated(spark)));
  }

  @Test
  void theLastWordOfADayStandsForTheDay(SparkSession spark) {
    List<Row> days = Events.byDay(rated(spark)).orderBy("at", "item").collectAsList();
    assertEquals(
        List.of("0 -4.0 rating false", "0 2.0 rating true", "1 5.0 purchase true"),
        days.stream()
            .map(
                r ->
                    r.getAs("item")
                        + " "
                        + r.getAs("weight")
                        + " "
                        + r.getAs("kind")
                        + " "
                        + r.getAs("relevant"))
            .toList());
  }

  @Test
  void theLastWordBeforeAFoldStandsForTheItem(SparkSession spark) {
    Dataset<Row> settled = Events.settled(Events.byFold(rated(spark), 5, 0));
    assertEquals(
        List.of("0 0.0", "0 0.0", "0 2.0", "5 0.0", "5 -4.0"),
        settled.where("item = 0").orderBy("days", "at").collectAsList().stream()
            .map(r -> r.getAs("days") + " " + r.getAs("weight"))
            .toList());
    Dataset<Row> opinions = ItemStatistics.ofOpinions(settled).orderBy("days", "item");
    assertEquals(
        List.of("[0,0,1,0]", "[0,1,1,0]", "[5,0,0,1]"),
        opinions.collectAsList().stream().map(Row::toString).toList());
  }

  @Test
  void popularityAndTrendFallBelowZeroWhereDislikesOutweigh(SparkSession spark) {
    Row disliked =
        ItemStatistics.ofEvents(Events.settled(Events.byFold(rated(spark), 5)), 4.5).first();
    double halves = Math.pow(0.5, (4.5 - 1 / 24d) / 4.5);
    assertEquals(1L, disliked.<Long>getAs("interactions"), "what was contradicted says nothing");
    assertEquals(-4 * halves, disliked.getAs("popularity"), 1e-8);
    double recent = -4 * 4 * Math.pow(halves, 4);
    assertEquals(-Math.log(1 - recent), disliked.getAs("trend"), 1e-8);
  }

  @Test
  void whatTheUserDislikesIsKeptBeyondTheNewestEvents(SparkSession spark) {
    Dataset<Row> days =
        spark.sql(
            "SELECT 0 user, timestampadd(DAY, n, TIMESTAMP '2025-01-01 00:00:00') at, item,"
                + " 10d - n age, weight, 'view' kind, weight > 0 relevant"
                + " FROM VALUES (0, 7, -1f), (1, 8, -2f), (2, 9, 1f), (3, 8, 1f), (4, 5, 1f)"
                + " AS days(n, item, weight)");
    Row user = UserProfiles.histories(days, 2).first();
    assertEquals(List.of(7, 8, 5), user.getList(user.fieldIndex("items")), "8 was liked later");
    assertEquals(List.of(-1f, 1f, 1f), user.getList(user.fieldIndex("weights")));
    assertEquals(List.of(false, true, true), user.getList(user.fieldIndex("relevant")));
    assertEquals(List.of(7, 5), UserProfiles.histories(days, 1).select("items").first().getList(0));
  }

  private static List<String> shown(Dataset<Row> events) {
    return events.orderBy("at", "kind").collectAsList().stream()
        .map(
            r ->
                r.getInt(1)
                    + " "
                    + r.getString(4)
                    + " "
                    + r.<Double>getAs("weight")
                    + " "
                    + r.getAs("relevant"))
        .toList();
  }

  /** Bought and hated an hour later, liked eight days after that; another rated without a value. */
  private static Dataset<Row> rated(SparkSession spark) {
    Dataset<Row> log =
        spark.sql(
            "SELECT 'u' user_id, item_id, kind, cast(at as timestamp) at, weight, value FROM VALUES"
                + " ('a', 'purchase', '2025-01-01 12:00:00', 1d, 9.5d),"
                + " ('a', 'rating', '2025-01-01 13:00:00', 2d, 1d),"
                + " ('a', 'rating', '2025-01-09 12:00:00', null, 5d),"
                + " ('b', 'rating', '2025-01-10 00:00:00', null, null),"
                + " ('b', 'purchase', '2025-01-10 01:00:00', null, 9.5d)"
                + " AS log(item_id, kind, at, weight, value)");
    return Events.of(
        log,
        spark.sql("SELECT 'u' user_id, 0 user"),
        spark.sql("SELECT 'a' item_id, 0 item UNION ALL SELECT 'b', 1"),
        ShippedSettings.with("features.kinds { purchase = 5, rating = \"value - 3\" }").features(),
        RELEVANT,
        END);
  }

  @Test
  void aDayWithAnItemIsOneEventOfItsStrongestKind(SparkSession spark) {
    Row day = Events.byDay(events(spark)).where("item = 0").first();
    assertEquals(9.5, day.getAs("age"), 1e-9);
    assertEquals(6f, day.<Float>getAs("weight"));
    assertEquals("purchase", day.getAs("kind"));
  }

  @Test
  void popularityHalvesEveryHalfLifeAndFoldsSeeOnlyWhatIsOlder(SparkSession spark) {
    Dataset<Row> statistics =
        ItemStatistics.ofEvents(Events.byFold(events(spark), 5, 0), 9.5).orderBy("days", "item");
    List<Row> rows = statistics.collectAsList();
    assertEquals(3, rows.size(), "item b has no event five days before the end");
    Row live = rows.get(0);
    assertEquals(2L, live.<Long>getAs("interactions"));
    double view = 1 * Math.pow(0.5, 9.5 / 9.5);
    double purchase = 5 * Math.pow(0.5, (9.5 - 1 / 24d) / 9.5);
    assertEquals(view + purchase, live.getAs("popularity"), 1e-8);
    double recent = 4 * (Math.pow(0.5, 4) + 5 * Math.pow(0.5, 4 * (9.5 - 1 / 24d) / 9.5));
    assertEquals(
        Math.log((recent + 1) / (view + purchase + 1)), live.getAs("trend"), 1e-8, "it fell");
    assertEquals(4.5, rows.get(2).getAs("age_days"), 1e-9);
  }
}
