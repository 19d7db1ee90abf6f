package dev.nightjar.pipelines.fold.rule;

import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.ItemFact;
import dev.nightjar.pipelines.fold.CatalogRows;
import dev.nightjar.pipelines.fusion.rule.FreshItems;
import dev.nightjar.pipelines.fusion.rule.ItemRule;
import dev.nightjar.pipelines.fusion.rule.ItemRules;
import dev.nightjar.pipelines.fusion.rule.ItemRules.Boost;
import dev.nightjar.pipelines.fusion.rule.ItemRules.Pin;
import dev.nightjar.pipelines.fusion.rule.Likeness;
import dev.nightjar.pipelines.fusion.rule.ListRules;
import dev.nightjar.pipelines.run.StageRun;
import dev.nightjar.pipelines.settings.RuleSettings;
import dev.nightjar.pipelines.settings.rule.FreshPlaces;
import dev.nightjar.pipelines.settings.rule.ListRule;
import dev.nightjar.pipelines.settings.rule.RuleAction;
import dev.nightjar.pipelines.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rules of a night over the items of a fold.
 *
 * @param lists what a recommender follows
 * @param conditions what they ask of users: SQL over the table {@code users}
 */
public record NightRules(ListRules lists, List<String> conditions) {

  /** Lists as the ranker makes them. */
  public static final NightRules NONE = new NightRules(ListRules.NONE, List.of());

  public NightRules {
    conditions = List.copyOf(conditions);
  }

  /**
   * Reads the rules that hold on the night and asks every item once.
   *
   * @throws RuleException with everything that is wrong with them
   */
  public static NightRules of(StageRun run, CatalogRows items) {
    RuleSettings settings = run.settings().rank().rules();
    if (settings.isNone()) {
      return NONE;
    }
    RuleTable.fingerprints(run.spark(), settings).forEach(run::fingerprint);
    List<ListRule> rules = RuleTable.of(run.spark(), settings, run.night().date());
    ItemFlags flags = new ItemFlags(run.read(Table.ITEMS), items);
    List<String> conditions =
        rules.stream().flatMap(rule -> rule.where().ofUsers().stream()).distinct().toList();
    UserRules.check(run, conditions);
    return new NightRules(
        new ListRules(
            itemRules(rules, flags.of(rules), conditions),
            flags.caps(settings.caps()),
            fresh(settings.fresh(), items.catalog()),
            new Likeness(settings.diversity(), settings.nearDuplicates().orElse(Double.NaN)),
            settings.blocked().path().isPresent()),
        conditions);
  }

  public boolean isNone() {
    return lists.isNone();
  }

  /**
   * Histories with what the rules ask of their users; as they are where there are no rules.
   *
   * @param histories {@code user} and more
   */
  public Dataset<Row> beside(Dataset<Row> histories, StageRun run) {
    return isNone() ? histories : UserRules.beside(histories, run, conditions);
  }

  private static ItemRules itemRules(
      List<ListRule> rules, List<BitSet> flags, List<String> conditions) {
    List<ItemRule> leaveOuts = new ArrayList<>();
    List<Pin> pins = new ArrayList<>();
    List<Boost> boosts = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int r = 0; r < rules.size(); r++) {
      RuleAction action = rules.get(r).action();
      int users =
          rules.get(r).where().ofUsers().map(conditions::indexOf).orElse(ItemRule.EVERYBODY);
      ItemRule own = new ItemRule(rules.get(r).name(), flags.get(r), users);
      if (action instanceof RuleAction.LeaveOut) {
        leaveOuts.add(own);
      } else if (action instanceof RuleAction.Boost boost) {
        boosts.add(new Boost(own, (float) boost.amount()));
      } else if (action instanceof RuleAction.Pin pin) {
        int items = own.items().cardinality();
        if (items > Pin.MOST_ITEMS) {
          problems.add(
              "rule '%s' pins the best of %,d items; narrow its condition to at most %d"
                  .formatted(own.name(), items, Pin.MOST_ITEMS));
        } else {
          pins.add(new Pin(own, pin.position() - 1));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new RuleException(problems);
    }
    return new ItemRules(leaveOuts, pins, boosts);
  }

  private static FreshItems fresh(FreshPlaces settings, Catalog catalog) {
    float[] age = catalog.fact(ItemFact.AGE);
    BitSet fresh = new BitSet();
    BitSet withoutEvents = new BitSet();
    for (int item = 0; item < age.length; item++) {
      withoutEvents.set(item, Float.isNaN(age[item]));
      fresh.set(item, Float.isNaN(age[item]) || age[item] <= settings.days());
    }
    return new FreshItems(fresh, withoutEvents, settings.within(), settings.least());
  }
}
