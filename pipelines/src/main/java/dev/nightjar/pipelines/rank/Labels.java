package dev.nightjar.pipelines.rank;

import dev.nightjar.pipelines.fold.CatalogRows;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What readers call a dense item.
 *
 * @param ids the shop's ids by dense index
 * @param titles titles by dense index, the id where an item has none
 * @param categories the last level of the category by dense index, null where unknown
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record Labels(String[] ids, String[] titles, String[] categories) implements Serializable {

  private static final String LEVELS = " > ";

  static Labels of(CatalogRows items, Dataset<Row> catalog) {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : catalog.select("item_id", "title", "category").collectAsList()) {
      rows.put(row.getString(0), row);
    }
    String[] ids = items.itemIds();
    String[] titles = new String[ids.length];
    String[] categories = new String[ids.length];
    for (int item = 0; item < ids.length; item++) {
      Row row = rows.get(ids[item]);
      titles[item] = row == null || row.isNullAt(1) ? ids[item] : row.getString(1);
      categories[item] = row == null || row.isNullAt(2) ? null : lastLevel(row.getString(2));
    }
    return new Labels(ids, titles, categories);
  }

  private static String lastLevel(String path) {
    return path.substring(path.lastIndexOf(LEVELS) < 0 ? 0 : path.lastIndexOf(LEVELS) + 3).strip();
  }
}
