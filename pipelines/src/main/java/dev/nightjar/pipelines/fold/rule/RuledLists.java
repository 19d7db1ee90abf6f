package dev.nightjar.pipelines.fold.rule;

import dev.nightjar.pipelines.fusion.NewItemLists;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The lists of all users under the rules of a night, none of them with a new item that is on more
 * than its share. Kept until it is closed, since they are read more than once.
 */
public final class RuledLists implements AutoCloseable {

  private final Dataset<Row> ranked;
  private final NewItemLists.Crowded crowded;
  private final Dataset<Row> rows;

  private RuledLists(Dataset<Row> ranked, NewItemLists.Crowded crowded, Dataset<Row> rows) {
    this.ranked = ranked;
    this.crowded = crowded;
    this.rows = rows;
  }

  /** How many items of a list are to be ranked: without rules a few more than it has. */
  public static int ranked(NightRules rules, NewItemLists bound) {
    return rules.isNone() ? bound.ranked() : bound.top();
  }

  /**
   * Ranks all users.
   *
   * @param histories what {@code rank} takes
   * @param rank makes lists of {@link #ranked} items
   */
  public static RuledLists of(
      NightRules rules,
      NewItemLists bound,
      Dataset<Row> histories,
      UnaryOperator<Dataset<Row>> rank) {
    Dataset<Row> ranked = rank.apply(histories).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      NewItemLists.Crowded crowded = bound.crowded(ranked);
      Dataset<Row> rows =
          rules.isNone()
              ? bound.bounded(ranked, crowded)
              : bound
                  .rankedAgain(ranked, crowded, histories, rank)
                  .persist(StorageLevel.MEMORY_AND_DISK());
      return new RuledLists(ranked, crowded, rows);
    } catch (Exception e) { // Scala throws checked exceptions undeclared
      ranked.unpersist();
      throw e;
    }
  }

  /** What {@code rank} makes, of every user the list's items in their places. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** How many new items were on more lists than they may. */
  public int crowded() {
    return crowded.items().size();
  }

  @Override
  public void close() {
    rows.unpersist();
    ranked.unpersist();
  }
}
