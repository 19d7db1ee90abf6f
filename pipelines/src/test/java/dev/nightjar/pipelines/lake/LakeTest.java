package dev.nightjar.pipelines.lake;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Delta tables on a local disk. */
@ExtendWith(SparkExtension.class)
final class LakeTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 1);

  @TempDir private Path root;
  private SparkSession spark;
  private Lake lake;

  @BeforeEach
  void lake(SparkSession session) {
    spark = session;
    lake = new Lake(session, root.toString());
  }

  @Test
  void aTableThatDoesNotExistIsEmptyWithItsColumns() {
    assertEquals(Lake.NO_VERSION, lake.version(Table.ITEMS));
    assertEquals(Table.ITEMS.schema(), lake.read(Table.ITEMS).schema());
    assertEquals(0, lake.read(Table.ITEMS).count());
  }

  @Test
  void anUpsertRewritesChangedRowsAndAVersionStaysReadable() {
    lake.upsert(Table.USERS, users("'a', 'one'", "'b', 'one'"));
    lake.upsert(Table.USERS, users("'b', 'two'", "'c', 'one'"));

    assertEquals(1, lake.version(Table.USERS));
    assertEquals(
        List.of("[a,one]", "[b,two]", "[c,one]"), rows(lake.read(Table.USERS), "row_hash"));
    assertEquals(List.of("[a,one]", "[b,one]"), rows(lake.read(Table.USERS, 0), "row_hash"));
  }

  @Test
  void newRowsAreInsertedAndOldOnesStay() {
    lake.insertNew(Table.USERS, users("'a', 'one'"));
    lake.insertNew(Table.USERS, users("'a', 'two'", "'b', 'two'"));

    assertEquals(List.of("[a,one]", "[b,two]"), rows(lake.read(Table.USERS), "row_hash"));
  }

  @Test
  void rowsAreDeletedByKey() {
    lake.delete(Table.USERS, users("'a', 'one'"));
    lake.insertNew(Table.USERS, users("'a', 'one'", "'b', 'one'"));
    lake.delete(Table.USERS, users("'a', 'any'"));

    assertEquals(List.of("[b,one]"), rows(lake.read(Table.USERS), "row_hash"));
  }

  @Test
  void aNightIsReplacedWholeAndTheOthersStay() {
    lake.replaceNight(Table.ITEM_FACTORS, NIGHT, factors(1, 2));
    lake.replaceNight(Table.ITEM_FACTORS, NIGHT.plusDays(1), factors(3));
    Written written = lake.replaceNight(Table.ITEM_FACTORS, NIGHT, factors(4));

    assertEquals(new Written(2, 1), written);
    assertEquals(
        List.of("[3,2025-03-02]", "[4,2025-03-01]"),
        lake.read(Table.ITEM_FACTORS).selectExpr("item", "night").collectAsList().stream()
            .map(Row::toString)
            .sorted()
            .toList());
  }

  @Test
  void aNightWithoutRowsIsAnErrorAndNotAnOverwrite() {
    lake.replaceNight(Table.ITEM_FACTORS, NIGHT, factors(1));

    var e =
        assertThrows(
            EmptyNightException.class,
            () -> lake.replaceNight(Table.ITEM_FACTORS, NIGHT, factors()));

    assertTrue(
        e.getMessage().startsWith("table item_factors would be empty for night 2025-03-01"),
        e.getMessage());
    assertEquals(1, lake.read(Table.ITEM_FACTORS).count());
  }

  @Test
  void aCloneIsMadeAgainWhenItsTableChanged() {
    Lake copy = new Lake(spark, root.resolve("copy").toString());
    copy.cloneFrom(lake, Table.USERS);
    assertEquals(Lake.NO_VERSION, copy.version(Table.USERS), "there is nothing to clone");

    lake.insertNew(Table.USERS, users("'a', 'one'"));
    copy.cloneFrom(lake, Table.USERS);
    long first = copy.version(Table.USERS);
    copy.cloneFrom(lake, Table.USERS);
    assertEquals(first, copy.version(Table.USERS), "nothing changed");

    lake.insertNew(Table.USERS, users("'b', 'one'"));
    copy.cloneFrom(lake, Table.USERS);
    assertEquals(List.of("[a,one]", "[b,one]"), rows(copy.read(Table.USERS), "row_hash"));
  }

  @Test
  void aLakeThatMayNotBeWrittenKeepsItsRows() {
    lake.insertNew(Table.USERS, users("'a', 'one'"));
    Lake lost =
        lake.guardedBy(
            () -> {
              throw new IllegalStateException("the lock is another's");
            });

    for (Executable write :
        List.<Executable>of(
            () -> lost.upsert(Table.USERS, users("'a', 'two'")),
            () -> lost.append(Table.USERS, users("'b', 'one'")),
            () -> lost.delete(Table.USERS, users("'a', 'one'")),
            () -> lost.deleteNight(Table.ITEM_FACTORS, NIGHT),
            () -> lost.replaceNight(Table.ITEM_FACTORS, NIGHT, factors(1)))) {
      assertThrows(IllegalStateException.class, write);
    }
    assertEquals(List.of("[a,one]"), rows(lake.read(Table.USERS), "row_hash"));
    assertEquals(Lake.NO_VERSION, lake.version(Table.ITEM_FACTORS));
  }

  @Test
  void rowsThatLackAColumnAreRefused() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> lake.upsert(Table.USERS, spark.sql("SELECT 'a' AS user_id")));

    assertEquals(
        "rows for table users lack [attributes, row_hash]; they have [user_id]", e.getMessage());
  }

  @Test
  void aChangeIsToldFromARewriteAndFromAnotherNight() {
    lake.upsert(Table.USERS, users("'a', 'one'"));
    lake.upsert(Table.USERS, users("'a', 'one'"));
    lake.replaceNight(Table.ITEM_FACTORS, NIGHT, factors(1));
    lake.replaceNight(Table.ITEM_FACTORS, NIGHT.plusDays(1), factors(1));

    assertEquals(Optional.empty(), lake.changedSince(Table.USERS, 0, NIGHT));
    assertEquals(Optional.of(0L), lake.changedSince(Table.USERS, Lake.NO_VERSION, NIGHT));
    assertEquals(Optional.empty(), lake.changedSince(Table.ITEM_FACTORS, 0, NIGHT));
    assertEquals(Optional.of(1L), lake.changedSince(Table.ITEM_FACTORS, 0, NIGHT.plusDays(1)));
  }

  @Test
  void anOlderTableReadsAsNullWhatItLacksAndGainsTheColumnWhenItIsWritten() {
    for (String way : List.of("upsert", "insertNew", "append")) {
      Lake older = new Lake(spark, root.resolve(way).toString());
      items("old", "still")
          .drop("image_vector")
          .write()
          .format("delta")
          .save(older.path(Table.ITEMS));
      assertEquals(List.of("[old,null]", "[still,null]"), vectors(older.read(Table.ITEMS)));

      Dataset<Row> written =
          items(way.equals("upsert") ? "old" : "older", "new")
              .withColumn("image_vector", array(lit(0.5f)))
              .withColumn("row_hash", lit("another"));
      switch (way) {
        case "upsert" -> older.upsert(Table.ITEMS, written);
        case "insertNew" -> older.insertNew(Table.ITEMS, written);
        default -> older.append(Table.ITEMS, written);
      }

      assertEquals(
          way.equals("upsert")
              ? List.of("[new,0.5]", "[old,0.5]", "[still,null]")
              : List.of("[new,0.5]", "[old,null]", "[older,0.5]", "[still,null]"),
          vectors(older.read(Table.ITEMS)));
      assertEquals(List.of("[old,null]", "[still,null]"), vectors(older.read(Table.ITEMS, 0)));
    }
  }

  private Dataset<Row> items(String... ids) {
    Dataset<Row> items = spark.createDataset(List.of(ids), Encoders.STRING()).toDF("item_id");
    return PartialRows.whole(Table.ITEMS, items).withColumn("row_hash", lit("hash"));
  }

  private static List<String> vectors(Dataset<Row> items) {
    return items.selectExpr("item_id", "image_vector[0]").collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private Dataset<Row> users(String... idsAndHashes) {
    return spark.sql(
        "SELECT user_id, CAST(NULL AS MAP<STRING, STRING>) AS attributes, row_hash FROM VALUES ("
            + String.join("), (", idsAndHashes)
            + ") AS t(user_id, row_hash)");
  }

  private Dataset<Row> factors(int... items) {
    List<Integer> ids = java.util.Arrays.stream(items).boxed().toList();
    return spark
        .createDataset(ids, Encoders.INT())
        .selectExpr("value AS item", "'live' AS fold", "array(1.0F) AS factor", "false AS cold");
  }

  private static List<String> rows(Dataset<Row> rows, String column) {
    return rows.selectExpr("user_id", column).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }
}
