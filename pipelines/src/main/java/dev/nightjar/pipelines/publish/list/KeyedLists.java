package dev.nightjar.pipelines.publish.list;

import dev.nightjar.pipelines.settings.choice.PublishedField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.Row;

/** Puts the sorted rows of {@link ListRows} together to lists and checks each list. */
public final class KeyedLists implements Iterator<KeyedLists.Keyed> {

  /** A list, where it belongs, and what is wrong with it. */
  public record Keyed(int shard, int bucket, PublishedList list, List<String> problems) {}

  private final String night;
  private final Set<PublishedField> shown;
  private final Iterator<Row> rows;
  private Row next;

  /** The lists of a part's rows, which show so much of an item. */
  public KeyedLists(String night, Set<PublishedField> shown, Iterator<Row> rows) {
    this.night = night;
    this.shown = shown;
    this.rows = rows;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Keyed next() {
    if (next == null) {
      throw new NoSuchElementException("no more lists");
    }
    Row first = next;
    String key = text(first, ListRows.KEY);
    List<ListItem> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<String> problems = new ArrayList<>();
    while (next != null && text(next, ListRows.KEY).equals(key)) {
      check(key, items.size() + 1, seen, problems);
      items.add(item());
      advance();
    }
    return new Keyed(
        first.getInt(ListRows.SHARD),
        first.getInt(ListRows.BUCKET),
        new PublishedList(key, night, items),
        problems);
  }

  private void check(String key, int expected, Set<String> seen, List<String> problems) {
    String itemId = text(next, ListRows.ITEM_ID);
    String where = "list of '" + key + "', item '" + itemId + "': ";
    if (!next.isNullAt(ListRows.PROBLEM)) {
      problems.add(where + text(next, ListRows.PROBLEM));
    }
    if (!seen.add(itemId)) {
      problems.add(where + "it stands in the list twice");
    }
    Object position = next.get(ListRows.POSITION);
    if (!Integer.valueOf(expected).equals(position)) {
      problems.add(where + "its position is " + position + " where " + expected + " comes next");
    }
  }

  private ListItem item() {
    return new ListItem(
        text(next, ListRows.ITEM_ID),
        text(next, ListRows.TITLE),
        next.isNullAt(ListRows.SCORE) ? Double.NaN : next.getDouble(ListRows.SCORE),
        text(next, ListRows.SOURCE),
        next.getList(ListRows.REASONS).stream().map(String::valueOf).toList(),
        estimates(),
        shown);
  }

  private ListItem.Estimates estimates() {
    if (next.isNullAt(ListRows.PARTS) || !shown.contains(PublishedField.PARTS)) {
      return new ListItem.Estimates(
          number(ListRows.CHANCE), number(ListRows.EXPECTED_RATING), Map.of());
    }
    return new ListItem.Estimates(
        number(ListRows.CHANCE),
        number(ListRows.EXPECTED_RATING),
        next.<String, Double>getJavaMap(ListRows.PARTS));
  }

  private OptionalDouble number(int field) {
    return next.isNullAt(field) ? OptionalDouble.empty() : OptionalDouble.of(next.getDouble(field));
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  private static String text(Row row, int field) {
    return row.isNullAt(field) ? "" : row.getString(field);
  }
}
