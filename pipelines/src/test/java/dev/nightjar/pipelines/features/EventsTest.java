package dev.nightjar.pipelines.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.settings.FeaturesSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
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
        END);
  }

  @Test
  void whatIsTooLateOrWithoutStrengthOrIdIsLeftOut(SparkSession spark) {
    assertEquals(
        List.of("0 view 1.0", "0 purchase 5.0", "1 share 2.0"),
        events(spark).orderBy("at").collectAsList().stream()
            .map(r -> r.getInt(1) + " " + r.getString(4) + " " + r.getDouble(5))
            .toList());
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
