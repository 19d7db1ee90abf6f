package dev.nightjar.pipelines.fusion.rule;

import java.util.Locale;

/** What a rule can do to a list. */
public enum Effect {
  /** Candidates kept off that stood above the list's last place. */
  REMOVED(0),
  /** Candidates that stand higher or lower than without it. */
  MOVED(1),
  /** Lists in which it asks for what the candidates do not give. */
  UNSATISFIED(2);

  /** How many there are. */
  public static final int COUNT = 3;

  private final int number;

  Effect(int number) {
    this.number = number;
  }

  /** Where the effect of a rule stands among {@link #COUNT} numbers a rule. */
  public int of(int rule) {
    return rule * COUNT + number;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
