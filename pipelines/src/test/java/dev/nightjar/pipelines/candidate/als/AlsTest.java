package dev.nightjar.pipelines.candidate.als;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.VectorRows;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Histories;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class AlsTest {
  private static final long SEED = 11;
  private static final Catalog CATALOG = Catalog.of(TasteLog.ITEMS);

  @Test
  void theFactorsAreThoseOfMllib(SparkSession spark) {
    for (int blocks : new int[] {2, 3}) {
      AlsSettings settings = settings(blocks);
      Dataset<Row> histories = TasteLog.dataset(spark, TasteLog.histories(SEED));
      Dataset<Row> factors =
          MllibAls.of(settings)
              .fit(histories.selectExpr("user", "explode(items) AS item", "1f AS rating"))
              .itemFactors();
      float[] expected = VectorRows.read(factors, TasteLog.ITEMS).values();
      float[] fitted = Als.fit(histories, CATALOG, settings).values();
      assertArrayEquals(expected, fitted, 1e-4f, blocks + " blocks");
    }
  }

  @Test
  void neitherOrderNorPartitionsNorLostBlocksChangeABit(SparkSession spark) {
    List<History> users = new ArrayList<>(TasteLog.histories(SEED));
    float[] once = Als.fit(dataset(spark, users, 1), CATALOG, settings(3)).values();
    Collections.shuffle(users, new Random(SEED));
    assertArrayEquals(once, Als.fit(dataset(spark, users, 4), CATALOG, settings(3)).values());
    assertArrayEquals(once, Als.fit(dataset(spark, users, 9), CATALOG, settings(3)).values());
  }

  @Test
  void moreBlocksThanUsersAreNoFault(SparkSession spark) {
    List<History> few = List.of(History.of(3, 1, 2), History.of(70, 2, 5), History.empty(71));
    Vectors factors = Als.fit(dataset(spark, few, 2), CATALOG, settings(5));
    assertTrue(factors.has(1) && factors.has(2) && factors.has(5));
    assertFalse(factors.has(0) || factors.has(3));
  }

  @Test
  void aLogWithoutEventsHasNoFactors(SparkSession spark) {
    Vectors factors = Als.fit(dataset(spark, List.of(History.empty(1)), 1), CATALOG, settings(2));
    assertEquals(TasteLog.ITEMS, factors.count());
    for (int item = 0; item < TasteLog.ITEMS; item++) {
      assertFalse(factors.has(item), "item " + item);
    }
  }

  private static Dataset<Row> dataset(SparkSession spark, List<History> users, int partitions) {
    return spark
        .createDataFrame(users.stream().map(Histories::row).toList(), Histories.SCHEMA)
        .repartition(partitions);
  }

  private static AlsSettings settings(int blocks) {
    return ShippedSettings.with(
            "seed = 1",
            "train.als { rank = 8, regularization = 0.02, alpha = 10, iterations = 4 }",
            "train.als.blocks = " + blocks)
        .train()
        .candidates()
        .als();
  }
}
