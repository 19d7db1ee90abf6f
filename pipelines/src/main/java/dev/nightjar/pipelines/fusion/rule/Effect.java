package dev.nightjar.pipelines.fusion.rule;

import java.util.Locale;

/** What a rule can do to a list. */
public enum Effect {
  /** Candidates kept off that stood above the list's last place. */
  REMOVED,
  /** Candidates that stand higher or lower than without it. */
  MOVED,
  /** Lists in which it asks for what the candidates do not give. */
  UNSATISFIED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
