package dev.nightjar.pipelines.fusion;

import static org.apache.spark.sql.functions.expr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.settings.ShippedSettings;
import dev.nightjar.pipelines.spark.SparkExtension;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Item 9 is new; of 20 users all have it third, 5 of them second. */
@ExtendWith(SparkExtension.class)
final class NewItemListsTest {

  private static final int NEW = 9;
  private static final String LISTS =
      """
      SELECT CAST(u.id AS INT) user, CAST(p.id AS INT) position,
        CASE WHEN p.id = IF(u.id < 5, 2, 3) THEN 9 ELSE CAST(p.id AS INT) END item
      FROM range(20) u, range(1, 7) p
      """;

  @Test
  void aNewItemStaysWhereItStandsHighestAndOtherListsCloseTheGap(SparkSession spark) {
    Dataset<Row> lists = spark.sql(LISTS);
    NewItemLists bound = bound(0.4, 4);

    NewItemLists.Crowded crowded = bound.crowded(lists);
    Dataset<Row> bounded = bound.bounded(lists, crowded).cache();

    assertEquals(List.of(NEW), crowded.items());
    List<Row> kept = bounded.where("item = 9").orderBy("user").collectAsList();
    assertEquals(8, kept.size());
    for (int user = 0; user < 5; user++) {
      assertEquals(user, kept.get(user).getInt(0));
      assertEquals(2, kept.get(user).getInt(1));
    }
    assertEquals(20 * 4, bounded.count());
    assertEquals(
        List.of("[1,1]", "[2,2]", "[3,4]", "[4,5]"),
        bounded
            .where("user = " + shortened(bounded))
            .orderBy("position")
            .select("position", "item")
            .collectAsList()
            .stream()
            .map(Row::toString)
            .toList());
    assertEquals(
        rows(bounded), rows(bound.bounded(lists.repartition(7), crowded)), "whatever the order");
  }

  @Test
  void itStaysWhereNothingElseWouldFillThePlace(SparkSession spark) {
    Dataset<Row> lists = spark.sql(LISTS);
    NewItemLists bound = bound(0.4, 6);

    Dataset<Row> bounded = bound.bounded(lists, bound.crowded(lists));

    assertEquals(rows(lists), rows(bounded));
  }

  @Test
  void withinTheShareNothingChanges(SparkSession spark) {
    Dataset<Row> lists = spark.sql(LISTS);
    assertEquals(List.of(), bound(1, 4).crowded(lists).items());
    assertEquals(List.of(), new NewItemLists(new BitSet(), 0.1, 4, 1).crowded(lists).items());
    assertEquals(20 * 4, bound(1, 4).bounded(lists, NewItemLists.Crowded.NONE).count());
  }

  @Test
  void newIsWhatNobodyTouched() {
    Catalog catalog = Catalog.of(3).with(ItemFact.AGE, new float[] {1, Float.NaN, 2});
    NewItemLists bound = NewItemLists.of(ShippedSettings.with(), catalog, 50);
    assertEquals("{1}", bound.newItems().toString());
    assertTrue(bound.ranked() > 50);
    assertEquals(50, NewItemLists.of(ShippedSettings.with(), Catalog.of(3), 50).ranked());
  }

  private static int shortened(Dataset<Row> bounded) {
    return bounded
        .groupBy("user")
        .agg(expr("bool_or(item = 9)").as("has"))
        .where("NOT has")
        .orderBy("user")
        .first()
        .getInt(0);
  }

  private static NewItemLists bound(double share, int top) {
    BitSet newItems = new BitSet();
    newItems.set(NEW);
    return new NewItemLists(newItems, share, top, 42);
  }

  private static List<String> rows(Dataset<Row> lists) {
    return lists.orderBy("user", "position").collectAsList().stream().map(Row::toString).toList();
  }
}
