package dev.nightjar.pipelines.candidate.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Top;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.Decay;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.SourceScores;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.candidate.neighbour.NeighbourSource;
import dev.nightjar.pipelines.candidate.neighbour.Neighbours;
import dev.nightjar.pipelines.settings.LinearSettings;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class LinearTest {
  private static final LinearSettings EXACT = settings(1, 0, 100);
  private static final LinearSettings BLOCKS = settings(1, 0, 0);

  /** Three users: {0, 1}, {0, 1, 2}, {1, 2}; with ridge 1, G + I = [3 2 1; 2 4 2; 1 2 3]. */
  @Test
  void theExactModelIsTheOneComputedByHand(SparkSession spark) {
    Neighbours neighbours = Linear.fit(threeUsers(spark), Catalog.of(3), EXACT);
    // inverse = 1/16 [8 -4 0; -4 8 -4; 0 -4 8], and B[j][i] = -P[j][i] / P[i][i]
    assertEquals(0.5f, neighbours.weight(0, 1), 1e-6f);
    assertEquals(0.5f, neighbours.weight(1, 0), 1e-6f);
    assertEquals(0f, neighbours.weight(0, 2), 1e-6f);
    assertEquals(0.5f, neighbours.weight(1, 2), 1e-6f);
    assertEquals(0f, neighbours.weight(1, 1), 0f);
  }

  @Test
  void blocksThatHoldAllNeighboursGiveTheExactModel(SparkSession spark) {
    Neighbours exact = Linear.fit(threeUsers(spark), Catalog.of(3), EXACT);
    Neighbours blocks = Linear.fit(threeUsers(spark), Catalog.of(3), BLOCKS);
    for (int from = 0; from < 3; from++) {
      for (int to = 0; to < 3; to++) {
        assertEquals(exact.weight(from, to), blocks.weight(from, to), 1e-6f);
      }
    }
  }

  @Test
  void bothWaysFindTheUsersGroup(SparkSession spark) {
    Dataset<Row> histories = TasteLog.dataset(spark, TasteLog.histories(3));
    for (LinearSettings settings : List.of(EXACT, BLOCKS)) {
      Neighbours neighbours = Linear.fit(histories, Catalog.of(TasteLog.ITEMS), settings);
      NeighbourSource source = new NeighbourSource("linear", neighbours, Decay.NONE);
      float[] scores = SourceScores.of(source, History.of(1, 9, 13, 17), TasteLog.ITEMS);
      for (int item : Top.of(scores, 4, 0)) {
        assertTrue(item % TasteLog.GROUPS == 1, "proposed " + item);
      }
    }
  }

  /** With a damping of 1 and 3 items on average, {0, 1} counts 3/2 and {0, 1, 2, 3} counts 3/4. */
  @Test
  void aUserOfTwiceAsManyItemsCountsHalf(SparkSession spark) {
    History brief = History.of(0, 0, 1);
    History longer = History.of(1, 0, 1, 2, 3);
    Dataset<Row> once = TasteLog.dataset(spark, List.of(brief, longer));
    Dataset<Row> twice = TasteLog.dataset(spark, List.of(brief, History.of(2, 0, 1), longer));
    for (int exactItems : List.of(100, 0)) {
      Neighbours damped = Linear.fit(once, Catalog.of(4), settings(0.75, 1, exactItems));
      Neighbours repeated = Linear.fit(twice, Catalog.of(4), settings(1, 0, exactItems));
      Neighbours undamped = Linear.fit(once, Catalog.of(4), settings(1, 0, exactItems));
      for (int from = 0; from < 4; from++) {
        for (int to = 0; to < 4; to++) {
          assertEquals(repeated.weight(from, to), damped.weight(from, to), 1e-6f);
        }
      }
      assertTrue(damped.weight(0, 1) > undamped.weight(0, 1) + 0.01f);
    }
  }

  @Test
  void anotherDivisionOfTheUsersGivesTheSameBits(SparkSession spark) {
    Dataset<Row> histories = TasteLog.dataset(spark, TasteLog.histories(3));
    for (int exactItems : List.of(100, 0)) {
      LinearSettings settings = settings(1, 0.5, exactItems);
      Neighbours one = Linear.fit(histories.coalesce(1), Catalog.of(TasteLog.ITEMS), settings);
      Neighbours many = Linear.fit(histories.repartition(7), Catalog.of(TasteLog.ITEMS), settings);
      assertArrayEquals(one.targets(), many.targets());
      assertArrayEquals(one.weights(), many.weights());
    }
  }

  private static LinearSettings settings(double ridge, double userDamping, int exactItems) {
    return ShippedSettings.with(
            "train.linear { dropout = 0, regularization = " + ridge,
            "user-damping = " + userDamping + ", exact-items = " + exactItems + " }")
        .train()
        .candidates()
        .linear();
  }

  private static Dataset<Row> threeUsers(SparkSession spark) {
    return TasteLog.dataset(
        spark, List.of(History.of(0, 0, 1), History.of(1, 0, 1, 2), History.of(2, 1, 2)));
  }
}
