package dev.nightjar.pipelines.evaluate;

import dev.nightjar.pipelines.fold.rule.NightRules;
import dev.nightjar.pipelines.fold.rule.RuleEffects;
import dev.nightjar.pipelines.fold.rule.RuledLists;
import dev.nightjar.pipelines.fusion.NewItemLists;
import dev.nightjar.pipelines.fusion.Recommender;
import dev.nightjar.pipelines.fusion.rule.ItemRule;
import dev.nightjar.pipelines.run.Broadcasts;
import dev.nightjar.pipelines.run.StageRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How good the lists of the ranker are, without and with rules, and its chances: rows of the table
 * {@code metrics}.
 */
final class FusedQuality {
  private FusedQuality() {}

  static List<Row> of(Judge judge) {
    return judge.run().step("judge " + TestFold.FUSED, () -> of(judge, NightRules.NONE));
  }

  static List<Row> underRules(Judge judge) {
    return judge.run().step("judge " + TestFold.RULED, () -> of(judge, judge.fold().rules()));
  }

  private static List<Row> of(Judge judge, NightRules rules) {
    StageRun run = judge.run();
    TestFold fold = judge.fold();
    NewItemLists bound =
        NewItemLists.of(run.settings(), fold.catalog(), run.settings().evaluate().k());
    Recommender recommender =
        fold.fusion()
            .recommender(
                fold.models(),
                fold.catalog(),
                fold.trained().ranker(),
                RuledLists.ranked(rules, bound))
            .under(rules.lists());
    Dataset<Row> histories = rules.beside(judge.window().histories(), run);
    try (Broadcasts shared = new Broadcasts(run.spark());
        RuledLists lists =
            RuledLists.of(rules, bound, histories, users -> recommender.rank(users, shared))) {
      List<JudgedList> judged = judge.users().judge(lists.rows());
      return rules.isNone()
          ? withoutRules(judge, judged, lists.rows())
          : judge.measured(TestFold.RULED, judged);
    }
  }

  private static List<Row> withoutRules(Judge judge, List<JudgedList> judged, Dataset<Row> lists) {
    List<Row> rows = new ArrayList<>(judge.measured(TestFold.FUSED, judged));
    judge
        .fold()
        .trained()
        .calibration()
        .ifPresent(
            chances -> rows.addAll(Chances.of(TestFold.FUSED, judge.users(), lists, chances)));
    judge
        .fold()
        .rules()
        .lists()
        .items()
        .forEverybody()
        .forEach(rule -> RuleEffects.countRemoved(judge.run(), rule, places(judged, rule)));
    return rows;
  }

  /** Of how many places of lists without rules a rule takes the item. */
  private static long places(List<JudgedList> judged, ItemRule rule) {
    return judged.stream()
        .flatMapToInt(user -> Arrays.stream(user.list()))
        .filter(rule.items()::get)
        .count();
  }
}
