package dev.nightjar.pipelines.fold.rule;

import java.util.List;

/** Rules for lists cannot be followed as they are; says everything that is wrong with them. */
public final class RuleException extends RuntimeException {

  private final List<String> problems;

  public RuleException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
