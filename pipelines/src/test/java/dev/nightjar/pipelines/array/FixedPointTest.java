package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.candidate.TasteLog;
import dev.nightjar.pipelines.candidate.popular.Popularity;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

@ExtendWith(SparkExtension.class)
class FixedPointTest {
  private static final long HALF = 1L << 62;

  @Test
  void sumsThatFitAreThoseOfLongs() {
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 10_000; round++) {
      long a = random.nextLong() / 2;
      long b = random.nextLong() / 2;
      assertEquals(a + b, FixedPoint.plus(a, b, 0), "seed " + seed + ", round " + round);
    }
    assertEquals(Long.MAX_VALUE, FixedPoint.plus(HALF, HALF - 1, 0));
    assertEquals(Long.MIN_VALUE, FixedPoint.plus(-HALF, -HALF, 0));
    assertArrayEquals(new long[] {5, 7}, FixedPoint.plus(new long[] {1, 3}, new long[] {4, 4}));
  }

  @Test
  void aSumThatDoesNotFitNamesTheItemAndTheWayOut() {
    assertOverflow(7, () -> FixedPoint.plus(HALF, HALF, 7));
    assertOverflow(1, () -> FixedPoint.plus(new long[] {0, HALF}, new long[] {0, HALF}));
  }

  @Test
  void aWeightThatDoesNotFitIsRefusedAloneAndInASum() {
    assertEquals(1.5, FixedPoint.toDouble(FixedPoint.of(1.5), 3));
    long large = FixedPoint.of(1e12);
    assertOverflow(3, () -> FixedPoint.toDouble(large, 3));
    assertOverflow(3, () -> FixedPoint.plus(large, 1, 3));
  }

  @Test
  void fittingSaysWhatOverflowedInsteadOfRankingByIt(SparkSession spark) {
    float[] weights = {1L << 38};
    List<History> histories =
        List.of(
            new History(0, new int[] {4}, new float[1], weights),
            new History(1, new int[] {4}, new float[1], weights));
    Throwable failure =
        assertThrows(
            SparkException.class,
            () -> Popularity.fit(TasteLog.dataset(spark, histories).coalesce(1), Catalog.of(5), 0));
    while (failure.getCause() != null) {
      failure = failure.getCause();
    }
    assertTrue(
        failure.getMessage().startsWith("the events of the item with number 4 in item_index weigh"),
        failure.getMessage());
  }

  private static void assertOverflow(int item, Executable sum) {
    assertEquals(
        "the events of the item with number "
            + item
            + " in item_index weigh 549,755,813,888 or more together, which no exact sum can hold;"
            + " make the weight of interactions smaller where its source selects it, or the"
            + " strengths in features.kinds",
        assertThrows(ArithmeticException.class, sum).getMessage());
  }
}
