package dev.nightjar.pipelines.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The head of one list.
 *
 * @param key the user's or the item's id
 * @param title the item's title, or the user's id
 */
public record ExampleList(String key, String title, List<ListedItem> items) {

  /** Positions that are shown. */
  private static final int SHOWN = 10;

  public ExampleList {
    items = List.copyOf(items);
  }

  /**
   * Lists of users drawn by the hash of their id: no list is picked for its looks, and the users
   * stay the same from night to night.
   */
  static List<ExampleList> ofUsers(Dataset<Row> recommendations, Dataset<Row> items, int lists) {
    Dataset<Row> keys =
        recommendations
            .select("user_id")
            .distinct()
            .orderBy(sha2(col("user_id").cast("binary"), 256), col("user_id"))
            .limit(lists)
            .select(col("user_id"), col("user_id").as("key_title"))
            .withColumn("nth", sha2(col("user_id").cast("binary"), 256));
    return heads(recommendations, items, keys, "user_id", "item_id", true);
  }

  /** Similar items of the items that stand on most users' lists. */
  static List<ExampleList> ofItems(
      Dataset<Row> similar, Dataset<Row> recommendations, Dataset<Row> items, int lists) {
    Dataset<Row> keys =
        recommendations
            .groupBy("item_id")
            .agg(count(lit(1)).as("lists"))
            .join(similar.select("item_id").distinct(), "item_id")
            .orderBy(col("lists").desc(), col("item_id"))
            .limit(lists)
            .join(items.select(col("item_id"), col("title")), "item_id", "left")
            .select(
                col("item_id"),
                coalesce(col("title"), col("item_id")).as("key_title"),
                lit(0).minus(col("lists")).as("nth"));
    return heads(similar, items, keys, "item_id", "similar_item_id", false);
  }

  private static List<ExampleList> heads(
      Dataset<Row> lists,
      Dataset<Row> items,
      Dataset<Row> keys,
      String keyColumn,
      String itemColumn,
      boolean ranked) {
    Dataset<Row> catalog =
        items.select(col("item_id").as(itemColumn), col("title"), col("category"));
    List<Row> rows =
        lists
            .where(col("position").leq(SHOWN))
            .join(keys, keyColumn)
            .join(catalog, new String[] {itemColumn}, "left")
            .orderBy("nth", keyColumn, "position")
            .collectAsList();
    Map<String, String> titles = new LinkedHashMap<>();
    Map<String, List<ListedItem>> heads = new LinkedHashMap<>();
    for (Row row : rows) {
      String key = row.getAs(keyColumn);
      titles.put(key, row.getAs("key_title"));
      heads
          .computeIfAbsent(key, k -> new ArrayList<>())
          .add(ListedItem.of(row, itemColumn, ranked));
    }
    return heads.entrySet().stream()
        .map(e -> new ExampleList(e.getKey(), titles.get(e.getKey()), e.getValue()))
        .toList();
  }
}
