package dev.nightjar.pipelines.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.lake.Lake;
import dev.nightjar.pipelines.publish.list.ListItem;
import dev.nightjar.pipelines.publish.list.Surface;
import dev.nightjar.pipelines.spark.SparkExtension;
import dev.nightjar.pipelines.table.Table;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
final class DefaultListsTest {

  private static final String NIGHT = "2024-03-01";

  @TempDir private Path lake;
  @TempDir private Path published;

  @Test
  void whoHasNoListGetsThatOfHisAttributeOfACategoryOrOfAll(SparkSession spark) {
    Nights nights =
        new Nights(
            spark,
            lake,
            published,
            "publish.defaults { items = 3, attributes = [age_band] }",
            "rank.rules.none-of-five { action = leave-out, condition = \"item_id = 'i5'\" }",
            "features.popularity-half-life-days = 10");
    nights.ranked(NIGHT, 0);
    Lake tables = new Lake(spark, lake.toString());
    profiles(spark, tables);

    nights.publish(NIGHT);

    // i5 is left out by a rule, i2 is less popular than i1 but rated better; i0 is sold out; of i4
    // nobody rated anything.
    assertEquals(List.of("i2", "i1", "i4"), items(nights, "default"));
    assertEquals(List.of("i2", "i1"), items(nights, "default:category:Toys"));
    assertEquals(List.of("i4", "i3"), items(nights, "default:category:Tea"));
    // Two halves of u2's weight of 4 are 1, less than u1's 2.
    assertEquals(List.of("i3", "i4"), items(nights, "default:age_band:young"));
    ListItem best = list(nights, "default").get(0);
    assertEquals(List.of("popular right now", "well rated"), best.reasons());
    assertEquals("popularity", best.source());
    assertEquals(List.of("i4", "i5", "i6", "i7", "i8"), items(nights, "u3"));
  }

  @Test
  void withoutProfilesOrWhereTheyAreOffThereAreNone(SparkSession spark) {
    Nights nights =
        new Nights(spark, lake, published, "publish.defaults.items = 0").ranked(NIGHT, 0);
    profiles(spark, new Lake(spark, lake.toString()));
    nights.publish(NIGHT);
    assertEquals(Optional.empty(), nights.store().lookup(Surface.RECOMMENDATIONS, "default"));
  }

  private static void profiles(SparkSession spark, Lake lake) {
    LocalDate night = LocalDate.parse(NIGHT);
    lake.replaceNight(
        Table.ITEM_PROFILES,
        night,
        filled(
            spark,
            Table.ITEM_PROFILES,
            "SELECT * FROM VALUES ('i0', 0, 'Toys', false, 90D, 5D, 9L), ('i1', 1, 'Toys', true,"
                + " 10D, 2D, 20L), ('i2', 2, 'Toys', true, 9D, 4D, 20L), ('i3', 3, 'Tea', true, 1D,"
                + " NULL, 0L), ('i4', 4, 'Tea', true, 2D, NULL, 0L), ('i5', 5, 'Tea', true, 99D, NULL, 0L) AS t(item_id, item, category,"
                + " available, popularity, rating_mean, rating_count)",
            "'live' fold"));
    lake.replaceNight(
        Table.USER_PROFILES,
        night,
        filled(
            spark,
            Table.USER_PROFILES,
            "SELECT * FROM VALUES"
                + " ('u1', array(3, 1), array(2F, -1F), array(0F, 0F)),"
                + " ('u2', array(4), array(4F), array(20F)),"
                + " ('u3', array(2), array(1F), array(0F))"
                + " AS t(user_id, items, weights, ages)"));
    lake.upsert(
        Table.USERS,
        filled(
            spark,
            Table.USERS,
            "SELECT user_id, map('age_band', band) attributes, user_id row_hash FROM VALUES"
                + " ('u1', 'young'), ('u2', 'young'), ('u3', '') AS t(user_id, band)"));
  }

  /** Rows with nulls in all columns that are not given. */
  private static Dataset<Row> filled(SparkSession spark, Table table, String sql, String... more) {
    Dataset<Row> rows = spark.sql(sql).selectExpr("*");
    for (String column : more) {
      String[] parts = column.split(" ");
      rows = rows.selectExpr("*", parts[0] + " AS " + parts[1]);
    }
    Dataset<Row> given = rows;
    return given.select(
        table.columns().stream()
            .filter(column -> !column.name().equals("night"))
            .map(
                column ->
                    List.of(given.columns()).contains(column.name())
                        ? given.col(column.name()).cast(column.type()).as(column.name())
                        : org.apache
                            .spark
                            .sql
                            .functions
                            .lit(null)
                            .cast(column.type())
                            .as(column.name()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  private static List<ListItem> list(Nights nights, String key) {
    return nights.store().lookup(Surface.RECOMMENDATIONS, key).orElseThrow().items();
  }

  private static List<String> items(Nights nights, String key) {
    return list(nights, key).stream().map(ListItem::itemId).toList();
  }
}
