package dev.nightjar.pipelines.candidate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class LinearTest {
  private static final LinearOptions EXACT = new LinearOptions(1, 0, 100, 50, 100, Decay.NONE);
  private static final LinearOptions BLOCKS = new LinearOptions(1, 0, 0, 50, 100, Decay.NONE);

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
    float[] scores = new float[TasteLog.ITEMS];
    for (LinearOptions options : List.of(EXACT, BLOCKS)) {
      Neighbours neighbours = Linear.fit(histories, Catalog.of(TasteLog.ITEMS), options);
      new NeighbourSource("linear", neighbours, Decay.NONE).score(History.of(1, 9, 13, 17), scores);
      for (int item : Top.of(scores, 4, 0)) {
        assertTrue(item % TasteLog.GROUPS == 1, "proposed " + item);
      }
    }
  }

  private static Dataset<Row> threeUsers(SparkSession spark) {
    return TasteLog.dataset(
        spark, List.of(History.of(0, 0, 1), History.of(1, 0, 1, 2), History.of(2, 1, 2)));
  }
}
