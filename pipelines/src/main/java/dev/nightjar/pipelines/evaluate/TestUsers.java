package dev.nightjar.pipelines.evaluate;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import dev.nightjar.pipelines.array.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The users that a night is judged by: what they took, and how much was known of them. */
final class TestUsers {

  private final TreeMap<Integer, int[]> relevant = new TreeMap<>();
  private final Map<Integer, Integer> events = new HashMap<>();

  private TestUsers() {}

  /**
   * Users who took something after the cutoff, also those of whom nothing was known before it.
   *
   * @param targets {@code user, items} ascending
   * @param histories {@code user, items, ...} before the cutoff
   */
  static TestUsers of(Dataset<Row> targets, Dataset<Row> histories) {
    TestUsers users = new TestUsers();
    for (Row row : targets.select("user", "items").collectAsList()) {
      users.relevant.put(row.getInt(0), Numbers.ints(row.getList(1)));
    }
    for (Row row : histories.select(col("user"), functions.size(col("items"))).collectAsList()) {
      users.events.put(row.getInt(0), row.getInt(1));
    }
    return users;
  }

  int size() {
    return relevant.size();
  }

  /** Whether the user took the item. */
  boolean took(int user, int item) {
    return Arrays.binarySearch(relevant.getOrDefault(user, new int[0]), item) >= 0;
  }

  /**
   * Every test user with the list that a model gave, empty where it gave none; by user.
   *
   * @param lists {@code user, position, item, ...}
   */
  List<JudgedList> judge(Dataset<Row> lists) {
    Map<Integer, int[]> byUser = new HashMap<>();
    lists
        .groupBy("user")
        .agg(array_sort(collect_list(struct("position", "item"))).as("list"))
        .select(col("user"), col("list.item"))
        .collectAsList()
        .forEach(row -> byUser.put(row.getInt(0), Numbers.ints(row.getList(1))));
    List<JudgedList> judged = new ArrayList<>();
    relevant.forEach(
        (user, items) ->
            judged.add(
                new JudgedList(
                    user,
                    byUser.getOrDefault(user, new int[0]),
                    items,
                    events.getOrDefault(user, 0))));
    return judged;
  }
}
