package dev.nightjar.pipelines.settings.rule;

import dev.nightjar.pipelines.settings.rule.RuleFields.Field;
import java.util.List;
import java.util.Optional;

/** What a rule does with the items that its condition holds for. */
public sealed interface RuleAction {

  /** The words of all actions. */
  List<String> WORDS = List.of("leave-out", "pin", "boost");

  /** Keeps them off the list. */
  record LeaveOut() implements RuleAction {}

  /**
   * Gives the best of them one place.
   *
   * @param position from 1
   */
  record Pin(int position) implements RuleAction {}

  /**
   * Adds to their scores before they are put in order.
   *
   * @param amount in units of the ranker's score, below 0 to put them lower
   */
  record Boost(double amount) implements RuleAction {}

  /** The action of these fields; empty where one of them is wrong, which they are told. */
  static Optional<RuleAction> of(RuleFields fields) {
    String word = fields.word(Field.ACTION, WORDS);
    fields.meansSomething(Field.POSITION, word.equals("pin"), "pin");
    fields.meansSomething(Field.AMOUNT, word.equals("boost"), "boost");
    return switch (word) {
      case "leave-out" -> Optional.of(new LeaveOut());
      case "pin" -> fields.integer(Field.POSITION, 1, 1000).map(Pin::new);
      case "boost" -> fields.decimal(Field.AMOUNT, -1000, 1000).map(Boost::new);
      default -> Optional.empty();
    };
  }
}
