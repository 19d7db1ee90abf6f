package dev.nightjar.pipelines.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.array.Vectors;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Four items at right angles or alike, touched 8, 4, 2 and 2 times; lists of at most two. */
final class ListPropertiesTest {

  private static final Vectors VECTORS = new Vectors(4, 2, new float[] {2, 0, 3, 0, 0, 1, 0, 0});

  private static final List<JudgedList> USERS =
      List.of(
          new JudgedList(1, new int[] {0, 1, 3}, new int[0], 0),
          new JudgedList(2, new int[] {0, 2}, new int[0], 0),
          new JudgedList(3, new int[] {2}, new int[0], 0),
          new JudgedList(4, new int[0], new int[0], 0));

  private static final List<Row> ROWS =
      new ListProperties(2, 100, 1, VECTORS, new long[] {8, 4, 2, 2}).of("model", USERS);

  @Test
  void diversityIsOfListsOfAtLeastTwo() {
    assertEquals((0 + 1) / 2d, value("diversity@2"), 1e-6);
    assertEquals(2, row("diversity@2").getLong(6));
  }

  @Test
  void noveltyIsTheMeanInformationOfAListInBits() {
    assertEquals(((1 + 2) / 2d + (1 + 3) / 2d + 3) / 3, value("novelty@2"), 1e-9);
    assertEquals(3, row("novelty@2").getLong(6));
  }

  @Test
  void coverageAndGiniAreOfAllListsTogether() {
    assertEquals(0.75, value("coverage@2"), 1e-9);
    // Shown 0, 1, 2 and 2 times: (-3*0 - 1*1 + 1*2 + 3*2) / (4 * 5).
    assertEquals(7 / 20d, value("gini@2"), 1e-9);
  }

  @Test
  void boundsEncloseTheFigure() {
    for (Row row : ROWS) {
      assertTrue(
          row.getDouble(4) <= row.getDouble(3) && row.getDouble(3) <= row.getDouble(5),
          row::toString);
    }
  }

  @Test
  void itemsWithoutVectorsHaveNoDiversity() {
    List<Row> rows =
        new ListProperties(2, 100, 1, Vectors.absent(4), new long[4]).of("model", USERS);
    assertEquals(3, rows.size());
  }

  private static double value(String metric) {
    return row(metric).getDouble(3);
  }

  private static Row row(String metric) {
    return ROWS.stream().filter(r -> r.getString(2).equals(metric)).findFirst().orElseThrow();
  }
}
