package dev.nightjar.pipelines.settings;

import com.typesafe.config.ConfigUtil;
import dev.nightjar.pipelines.settings.rule.Cap;
import dev.nightjar.pipelines.settings.rule.FreshPlaces;
import dev.nightjar.pipelines.settings.rule.ListRule;
import dev.nightjar.pipelines.settings.rule.RuleFields;
import dev.nightjar.pipelines.settings.rule.TablePlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What may stand in lists, and how it is arranged.
 *
 * @param named rules of the settings file, by name
 * @param table more of them, which merchandisers keep
 * @param blocked what single users are never shown
 * @param caps by name
 * @param fresh places for fresh items
 * @param diversity weight of what an item adds to those above it against its score, 0 to 1
 * @param nearDuplicates two items are the same where 1 less the cosine of their vectors is at most
 *     this; empty where all may stand in one list
 */
public record RuleSettings(
    List<ListRule> named,
    TablePlace table,
    TablePlace blocked,
    List<Cap> caps,
    FreshPlaces fresh,
    double diversity,
    OptionalDouble nearDuplicates) {

  public RuleSettings {
    named = List.copyOf(named);
    caps = List.copyOf(caps);
  }

  /** Whether lists are as the ranker makes them. */
  public boolean isNone() {
    return named.isEmpty()
        && table.path().isEmpty()
        && blocked.path().isEmpty()
        && caps.isEmpty()
        && fresh.least() == 0
        && diversity == 0
        && nearDuplicates.isEmpty();
  }

  static RuleSettings from(SettingsReader in) {
    return new RuleSettings(
        named(in),
        new TablePlace(
            in.choice("rank.rule-table.format", TablePlace.Format.class),
            in.optionalText("rank.rule-table.path"),
            in.textByName("rank.rule-table.options")),
        new TablePlace(
            in.choice("rank.blocked.format", TablePlace.Format.class),
            in.optionalText("rank.blocked.path"),
            in.textByName("rank.blocked.options")),
        caps(in),
        fresh(in),
        in.decimal("rank.diversity", 0, 1),
        in.decimalOr("rank.near-duplicates", "off", 0, 1));
  }

  private static List<ListRule> named(SettingsReader in) {
    List<ListRule> rules = new ArrayList<>();
    for (String name : in.names("rank.rules")) {
      String key = "rank.rules." + ConfigUtil.joinPath(name);
      Map<String, String> block = in.textByName(key);
      List<String> known = RuleFields.words();
      for (String field : block.keySet()) {
        if (!known.contains(field)) {
          in.problem(
              key + "." + field,
              "is no field of a rule; its fields are " + String.join(", ", known));
        }
      }
      ListRule.of(
              name,
              new RuleFields(block, (field, problem) -> in.problem(key + "." + field, problem)))
          .ifPresent(rules::add);
    }
    return rules;
  }

  private static List<Cap> caps(SettingsReader in) {
    List<Cap> caps = new ArrayList<>();
    for (String name : in.names("rank.caps")) {
      String key = "rank.caps." + ConfigUtil.joinPath(name);
      caps.add(
          new Cap(
              name,
              in.text(key + ".attribute"),
              in.integer(key + ".within", 1, 1000),
              in.integer(key + ".most", 1, 1000)));
    }
    return caps;
  }

  private static FreshPlaces fresh(SettingsReader in) {
    int within = in.integer("rank.fresh.within", 1, 1000);
    return new FreshPlaces(
        within,
        in.integer("rank.fresh.least", 0, within),
        in.integer("rank.fresh.days", 0, 100_000));
  }
}
