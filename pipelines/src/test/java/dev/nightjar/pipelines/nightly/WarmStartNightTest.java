package dev.nightjar.pipelines.nightly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import dev.nightjar.pipelines.Stage;
import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.run.Fold;
import dev.nightjar.pipelines.run.ManifestRow;
import dev.nightjar.pipelines.run.Night;
import dev.nightjar.pipelines.settings.Settings;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nights that follow one another in {@link GroupShop}. */
@ExtendWith(SparkExtension.class)
final class WarmStartNightTest {

  private static final Night FIRST = GroupShop.NIGHT;
  private static final Night SECOND = new Night(FIRST.date().plusDays(1));
  private static final Night THIRD = new Night(FIRST.date().plusDays(2));
  private static final List<Stage> STAGES = List.of(Stage.FEATURES, Stage.TRAIN);

  @TempDir private Path directory;

  @Test
  void aNightGoesOnWhereTheLastOneStoppedAndTheThirdIsFittedAnew(SparkSession spark) {
    Lake lake = new Lake(spark, directory.toString());
    Settings settings =
        Settings.of(
            ConfigFactory.parseString(
                """
                features.kinds { view = 1, purchase = 5, rating = "value - 3" }
                train { als { rank = 8, iterations = 10, full-fit-nights = 2 }, window-days = 7 }
                lake.root = "%s"
                """
                    .formatted(lake.root())));
    GroupShop.write(spark, lake, settings);

    OneAttempt.at(FIRST, STAGES, spark, lake, settings);
    ManifestRow first = trained(lake, FIRST);
    assertEquals("random", first.fingerprints().get("als.start"));
    for (Fold fold : Fold.values()) {
      assertEquals(10, iterations(first, fold), fold.word());
    }

    OneAttempt.at(SECOND, STAGES, spark, lake, settings);
    ManifestRow second = trained(lake, SECOND);
    assertEquals(
        "night 2025-03-01, item_factors version " + first.outputs().get(Table.ITEM_FACTORS),
        second.fingerprints().get("als.start"));
    for (Fold fold : Fold.values()) {
      long iterations = iterations(second, fold);
      assertTrue(iterations >= 2 && iterations <= 4, fold.word() + " took " + iterations);
    }
    List<String> factors = factors(lake, SECOND);
    OneAttempt.at(SECOND, List.of(Stage.TRAIN), spark, lake, settings);
    assertEquals(factors, factors(lake, SECOND), "the same start gives the same factors");

    OneAttempt.at(THIRD, STAGES, spark, lake, settings);
    ManifestRow third = trained(lake, THIRD);
    assertEquals("random", third.fingerprints().get("als.start"));
    assertEquals(10, iterations(third, Fold.LIVE));
  }

  private static ManifestRow trained(Lake lake, Night night) {
    return ManifestRow.of(
            lake.read(Table.RUNS).where("stage = 'train' AND night = DATE '" + night + "'"))
        .stream()
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private static long iterations(ManifestRow row, Fold fold) {
    return row.counts().get("als.iterations." + fold.word());
  }

  private static List<String> factors(Lake lake, Night night) {
    return lake
        .read(Table.ITEM_FACTORS)
        .where("night = DATE '" + night + "'")
        .select("fold", "item", "factor", "cold")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }
}
