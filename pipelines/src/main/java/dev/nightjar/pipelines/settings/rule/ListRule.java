package dev.nightjar.pipelines.settings.rule;

import dev.nightjar.pipelines.settings.rule.RuleFields.Field;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One rule for what may stand in lists.
 *
 * @param name by which it is counted
 * @param where which items, and for which users
 * @param nights when it holds
 */
public record ListRule(String name, RuleAction action, RuleCondition where, Nights nights) {

  /** From the first to the last night, both of them included. */
  public record Nights(LocalDate from, LocalDate to) {

    public Nights {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException(
            "is " + to + ", before from, which is " + from + "; set a later date");
      }
    }

    public boolean include(LocalDate night) {
      return !night.isBefore(from) && !night.isAfter(to);
    }
  }

  /** The rule of these fields; empty where one of them is wrong, which they are told. */
  public static Optional<ListRule> of(String name, RuleFields fields) {
    Optional<RuleAction> action = RuleAction.of(fields);
    Optional<RuleCondition> condition = fields.condition();
    Optional<Nights> nights = nights(fields);
    return action.isPresent() && condition.isPresent() && nights.isPresent()
        ? Optional.of(new ListRule(name, action.get(), condition.get(), nights.get()))
        : Optional.empty();
  }

  private static Optional<Nights> nights(RuleFields fields) {
    Optional<LocalDate> from = fields.day(Field.FROM, LocalDate.MIN);
    Optional<LocalDate> to = fields.day(Field.TO, LocalDate.MAX);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Nights(from.get(), to.get()));
    } catch (IllegalArgumentException e) {
      fields.problem(Field.TO, e.getMessage());
      return Optional.empty();
    }
  }
}
