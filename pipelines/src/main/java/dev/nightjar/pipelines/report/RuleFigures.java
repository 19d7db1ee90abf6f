package dev.nightjar.pipelines.report;

import dev.nightjar.pipelines.fold.rule.RuleEffects;
import dev.nightjar.pipelines.fusion.rule.Effect;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What rules did to the lists of a night, and how good and how varied these are without and with
 * them.
 *
 * @param rules by name
 * @param changes a figure each, in the order in which a reader asks
 */
public record RuleFigures(List<Rule> rules, List<Change> changes) {

  private static final List<String> METRICS =
      List.of("ndcg@", "recall@", "diversity@", "coverage@", "gini@", "novelty@");

  /**
   * One rule.
   *
   * @param items that it is about, -1 where it is about no items of its own
   * @param removed candidates that it kept off
   * @param moved candidates that stand elsewhere because of it
   * @param unsatisfied lists in which it asks for what the candidates do not give
   */
  public record Rule(String name, long items, long removed, long moved, long unsatisfied) {}

  /** A figure without and with rules. */
  public record Change(String metric, Measurement before, Measurement after) {}

  public RuleFigures {
    rules = List.copyOf(rules);
    changes = List.copyOf(changes);
  }

  /** Empty where no rule was followed. */
  static Optional<RuleFigures> of(
      Running running, List<Measurement> measurements, LocalDate night) {
    RuleFigures figures = new RuleFigures(rules(running), changes(measurements, night));
    return figures.rules.isEmpty() && figures.changes.isEmpty()
        ? Optional.empty()
        : Optional.of(figures);
  }

  private static List<Rule> rules(Running running) {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (String stage : List.of("rank", "evaluate")) {
      running
          .counts(stage)
          .forEach(
              (key, value) -> {
                if (key.startsWith(RuleEffects.PREFIX)) {
                  int end = key.lastIndexOf('.');
                  counts
                      .computeIfAbsent(
                          key.substring(RuleEffects.PREFIX.length(), end), name -> new TreeMap<>())
                      .merge(key.substring(end + 1), value, Long::sum);
                }
              });
    }
    List<Rule> rules = new ArrayList<>();
    counts.forEach(
        (name, own) ->
            rules.add(
                new Rule(
                    name,
                    own.getOrDefault(RuleEffects.ITEMS, -1L),
                    count(own, Effect.REMOVED),
                    count(own, Effect.MOVED),
                    count(own, Effect.UNSATISFIED))));
    return rules;
  }

  private static long count(Map<String, Long> counts, Effect effect) {
    return counts.getOrDefault(effect.word(), 0L);
  }

  private static List<Change> changes(List<Measurement> measurements, LocalDate night) {
    List<Change> changes = new ArrayList<>();
    for (String metric : METRICS) {
      Optional<Measurement> before = find(measurements, night, Quality.PUBLISHED, metric);
      Optional<Measurement> after = find(measurements, night, Quality.RULED, metric);
      if (before.isPresent() && after.isPresent()) {
        changes.add(new Change(before.get().metric(), before.get(), after.get()));
      }
    }
    return changes;
  }

  private static Optional<Measurement> find(
      List<Measurement> measurements, LocalDate night, String model, String metric) {
    return measurements.stream()
        .filter(m -> m.night().equals(night) && m.segment().equals(Quality.ALL))
        .filter(m -> m.model().equals(model) && m.metric().startsWith(metric))
        .findFirst();
  }
}
