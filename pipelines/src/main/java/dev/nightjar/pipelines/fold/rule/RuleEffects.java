package dev.nightjar.pipelines.fold.rule;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sum;

import dev.nightjar.pipelines.fusion.Recommender;
import dev.nightjar.pipelines.fusion.rule.Effect;
import dev.nightjar.pipelines.fusion.rule.ItemRule;
import dev.nightjar.pipelines.fusion.rule.ListRules;
import dev.nightjar.pipelines.run.StageRun;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Adds up what rules did to lists, and records it as counts of the stage. */
public final class RuleEffects {

  /** Before the name of a rule in a count, after which {@code .} and a word stand. */
  public static final String PREFIX = "rules.";

  /** The word for how many items a rule is about. */
  public static final String ITEMS = "items";

  private RuleEffects() {}

  /**
   * Counts what every rule did; one with a name counts 0 where it did nothing.
   *
   * @param lists with {@link Recommender#EFFECTS} where there are rules
   */
  public static void count(StageRun run, ListRules rules, Dataset<Row> lists) {
    if (rules.isNone()) {
      return;
    }
    List<String> names = rules.names();
    long[] sums = sums(lists, names.size() * Effect.COUNT);
    for (int r = 0; r < names.size(); r++) {
      long all = 0;
      for (Effect effect : Effect.values()) {
        all += sums[effect.of(r)];
      }
      for (Effect effect : Effect.values()) {
        if (all > 0 || r < rules.named()) {
          run.count(PREFIX + names.get(r) + "." + effect.word(), sums[effect.of(r)]);
        }
      }
    }
    for (ItemRule rule : rules.items().all()) {
      run.count(PREFIX + rule.name() + "." + ITEMS, rule.items().cardinality());
    }
  }

  /**
   * Counts what a rule for everybody removes: its items are no candidates, so that its effect shows
   * in lists without rules alone.
   */
  public static void countRemoved(StageRun run, ItemRule rule, long places) {
    run.count(PREFIX + rule.name() + "." + Effect.REMOVED.word(), places);
  }

  private static long[] sums(Dataset<Row> lists, int length) {
    long[] sums = new long[length];
    lists
        .where(col(Recommender.EFFECTS).isNotNull())
        .select(posexplode(col(Recommender.EFFECTS)))
        .where("col > 0")
        .groupBy("pos")
        .agg(sum("col"))
        .collectAsList()
        .forEach(row -> sums[row.getInt(0)] = row.getLong(1));
    return sums;
  }
}
