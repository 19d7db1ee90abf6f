package dev.nightjar.pipelines.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A night of {@link GroupShop}, where one product has nothing but one star. */
@ExtendWith(SparkExtension.class)
final class DislikedNightTest {

  private static final List<Stage> STAGES =
      List.of(Stage.FEATURES, Stage.TRAIN, Stage.EVALUATE, Stage.RANK);
  private static final int USERS = GroupShop.USERS;

  @TempDir private Path directory;

  @Test
  void aProductOfOneStarIsOnNobodysListAndOneOfFiveOnMany(SparkSession spark) {
    Lake lake = night(spark);
    Dataset<Row> lists = lake.read(Table.RECOMMENDATIONS);
    assertEquals(USERS, lists.select("user_id").distinct().count(), "everybody has a list");
    assertEquals(0, lists.where("item_id = 'bad'").count());
    long proposed = lists.where("item_id = 'good'").count();
    assertTrue(proposed >= USERS / 4, "proposed to " + proposed);
    assertEquals(0, lake.read(Table.SIMILAR_ITEMS).where("similar_item_id = 'bad'").count());
    assertEquals(0, lists.where("exists(reasons, r -> r LIKE '%bad%')").count());
    assertEquals(
        0,
        lists
            .where(
                "abs(aggregate(map_values(contributions), 0D, (sum, part) -> sum + part) - score)"
                    + " > 1e-4")
            .count(),
        "explanations add up");
    Row bad = lake.read(Table.ITEM_PROFILES).where("item_id = 'bad' AND fold = 'live'").first();
    assertTrue(bad.<Double>getAs("popularity") < 0 && bad.<Double>getAs("trend") < 0);
    assertEquals(0L, bad.<Long>getAs("likes"));
    assertEquals(USERS / 2, bad.<Long>getAs("dislikes"));
    assertEquals(
        0, lake.read(Table.USER_PROFILES).where("exists(relevant, r -> r IS NULL)").count());
    assertEquals(
        0,
        lake.read(Table.ITEM_PROFILES).where("item_id <> 'bad' AND dislikes > 0").count(),
        "nobody dislikes anything else");
  }

  /** The four stages between texts and lists. */
  private Lake night(SparkSession spark) {
    Lake lake = new Lake(spark, directory.toString());
    Settings settings =
        Settings.of(
            ConfigFactory.parseString(
                """
                features.kinds { view = 1, purchase = 5, rating = "value - 3" }
                train { als { rank = 8, iterations = 3 }, window-days = 7 }
                evaluate { resamples = 100, gate.enabled = false }
                lake.root = "%s"
                """
                    .formatted(lake.root())));
    GroupShop.write(spark, lake, settings);
    OneAttempt.at(GroupShop.NIGHT, STAGES, spark, lake, settings);
    return lake;
  }
}
