package dev.nightjar.pipelines.fold.rule;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.fusion.rule.ItemCap;
import dev.nightjar.pipelines.settings.rule.Cap;
import dev.nightjar.pipelines.settings.rule.ListRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Asks every item once what rules and caps ask of items. */
final class ItemFlags {

  private static final List<String> COLUMNS = List.of("category", "brand");

  private final Dataset<Row> items;
  private final Map<String, Integer> index = new HashMap<>();
  private final int count;

  /**
   * Flags by the dense index of a catalog.
   *
   * @param items the table {@code items}
   */
  ItemFlags(Dataset<Row> items, CatalogRows catalog) {
    this.items = items.alias("items");
    this.count = catalog.itemIds().length;
    for (int item = 0; item < count; item++) {
      if (catalog.itemIds()[item] != null) {
        index.put(catalog.itemIds()[item], item);
      }
    }
  }

  /**
   * The items that each rule's condition holds for.
   *
   * @throws RuleException naming every rule whose condition fails on an item
   */
  List<BitSet> of(List<ListRule> rules) {
    return rules.isEmpty()
        ? List.of()
        : Questions.ask(rules, this::flags, rule -> "rule '" + rule.name() + "' fails on an item");
  }

  private List<BitSet> flags(List<ListRule> rules) {
    Column[] columns = new Column[rules.size() + 1];
    columns[0] = col("items.item_id");
    Column any = lit(false);
    for (int r = 0; r < rules.size(); r++) {
      Column holds = coalesce(expr(rules.get(r).where().ofItems()), lit(false));
      columns[r + 1] = holds.as("rule_" + r);
      any = any.or(holds);
    }
    List<BitSet> flags = new ArrayList<>();
    rules.forEach(rule -> flags.add(new BitSet(count)));
    for (Row row : items.where(any).select(columns).collectAsList()) {
      Integer item = index.get(row.getString(0));
      for (int r = 0; r < flags.size() && item != null; r++) {
        flags.get(r).set(item, row.getBoolean(r + 1));
      }
    }
    return flags;
  }

  /** The caps with the values of their attributes as numbers, equal for equal values alone. */
  List<ItemCap> caps(List<Cap> caps) {
    List<ItemCap> counted = new ArrayList<>();
    if (caps.isEmpty()) {
      return counted;
    }
    Column[] columns = new Column[caps.size() + 1];
    columns[0] = col("items.item_id");
    for (int c = 0; c < caps.size(); c++) {
      String attribute = caps.get(c).attribute();
      Column value =
          COLUMNS.contains(attribute)
              ? col("items." + attribute)
              : col("items.attributes").getItem(attribute);
      columns[c + 1] = value.as("cap_" + c);
    }
    List<Row> rows = items.select(columns).collectAsList();
    for (int c = 0; c < caps.size(); c++) {
      Cap cap = caps.get(c);
      counted.add(new ItemCap(cap.name(), values(rows, c + 1), cap.within(), cap.most()));
    }
    return counted;
  }

  private int[] values(List<Row> rows, int column) {
    TreeSet<String> distinct = new TreeSet<>();
    for (Row row : rows) {
      if (!row.isNullAt(column)) {
        distinct.add(row.getString(column));
      }
    }
    Map<String, Integer> numbers = new HashMap<>();
    distinct.forEach(value -> numbers.put(value, numbers.size()));
    int[] values = new int[count];
    Arrays.fill(values, -1);
    for (Row row : rows) {
      Integer item = index.get(row.getString(0));
      if (item != null && !row.isNullAt(column)) {
        values[item] = numbers.get(row.getString(column));
      }
    }
    return values;
  }
}
