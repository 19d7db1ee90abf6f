package dev.nightjar.pipelines.fold.rule;

import dev.nightjar.pipelines.settings.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Asks all that rules ask at once, and one by one where that fails, so that each fault is told. */
final class Questions {

  private Questions() {}

  /** Asks some of what is to be asked; throws where a part of it fails. */
  @FunctionalInterface
  interface Question<A, R> {
    R about(List<A> some);
  }

  /**
   * The answer.
   *
   * @param all what is asked
   * @param whose fails on what, in words, for each
   * @throws RuleException naming everything that fails by itself
   */
  static <A, R> R ask(List<A> all, Question<A, R> question, Function<A, String> whose) {
    try {
      return question.about(all);
    } catch (Exception e) { // Scala throws checked exceptions undeclared
      List<String> problems = new ArrayList<>();
      for (A one : all) {
        try {
          question.about(List.of(one));
        } catch (Exception own) {
          problems.add(
              whose.apply(one)
                  + ": "
                  + SqlText.firstLine(own)
                  + "; where a value may not convert, try_cast gives null");
        }
      }
      if (problems.isEmpty()) {
        throw e;
      }
      throw new RuleException(problems);
    }
  }
}
