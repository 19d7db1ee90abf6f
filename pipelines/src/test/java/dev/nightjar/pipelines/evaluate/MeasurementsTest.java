package dev.nightjar.pipelines.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class MeasurementsTest {

  /** Item 9 is new; user 1 is new, 2 light, 3 heavy. */
  private static final List<JudgedList> USERS =
      List.of(
          new JudgedList(1, new int[] {4, 9}, new int[] {9}, 0),
          new JudgedList(2, new int[] {4, 5}, new int[] {4}, 3),
          new JudgedList(3, new int[] {}, new int[] {5}, 10));

  private static final List<Row> ROWS =
      new Measurements(2, 100, 1, item -> item == 9).of("model", USERS);

  @Test
  void theMeanIsOverTheUsersOfTheSegment() {
    assertEquals(2 / 3d, value("all", "hr@2"), 1e-12);
    assertEquals((1 / (Math.log(3) / Math.log(2)) + 1) / 3, value("all", "ndcg@2"), 1e-12);
    assertEquals(1, value("new-items", "hr@2"), 0);
    assertEquals(1, value("new-users", "hr@2"), 0);
    assertEquals(1, value("light-users", "hr@2"), 0);
    assertEquals(0, value("heavy-users", "hr@2"), 0);
  }

  @Test
  void newItemsAreJudgedOnUsersWhoTookSome() {
    assertEquals(
        "1",
        ROWS.stream()
            .filter(r -> r.getString(1).equals("new-items"))
            .map(r -> String.valueOf(r.getLong(6)))
            .distinct()
            .collect(Collectors.joining()));
  }

  @Test
  void boundsEncloseTheMean() {
    for (Row row : ROWS) {
      assertEquals(
          true,
          row.getDouble(4) <= row.getDouble(3) && row.getDouble(3) <= row.getDouble(5),
          row::toString);
    }
  }

  private static double value(String segment, String metric) {
    return ROWS.stream()
        .filter(r -> r.getString(1).equals(segment) && r.getString(2).equals(metric))
        .findFirst()
        .orElseThrow()
        .getDouble(3);
  }
}
