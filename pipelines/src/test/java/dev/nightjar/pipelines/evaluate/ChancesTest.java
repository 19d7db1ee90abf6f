package dev.nightjar.pipelines.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ChancesTest {

  @Test
  void chancesThatComeTrueHaveNextToNoError() {
    List<Row> rows = rows(1);
    assertEquals(21, rows.size());
    assertEquals("chances", rows.get(0).getString(1));
    assertEquals("foretold-01", rows.get(0).getString(2));
    assertEquals("taken-01", rows.get(1).getString(2));
    assertEquals(0.025, rows.get(0).getDouble(3), 0.005);
    assertEquals(2000L, rows.get(1).getLong(6));
    assertEquals("calibration-error", rows.get(20).getString(2));
    assertEquals(0, rows.get(20).getDouble(3), 0.02);
  }

  @Test
  void chancesThatPromiseTooMuchAreFoundOut() {
    assertEquals(0.125, rows(0.5).get(20).getDouble(3), 0.02);
  }

  @Test
  void noListsHaveNoChances() {
    assertEquals(List.of(), Chances.of("fused", new double[0], new boolean[0]));
  }

  /** Positions with chances from 0 to a half that are taken {@code truth} times as often. */
  private static List<Row> rows(double truth) {
    Random random = new Random(3);
    double[] chances = new double[20_000];
    boolean[] taken = new boolean[chances.length];
    for (int i = 0; i < chances.length; i++) {
      chances[i] = random.nextDouble() / 2;
      taken[i] = random.nextDouble() < truth * chances[i];
    }
    return new ArrayList<>(Chances.of("fused", chances, taken));
  }
}
