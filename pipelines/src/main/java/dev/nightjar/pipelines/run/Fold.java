package dev.nightjar.pipelines.run;

import java.util.Locale;

/**
 * The cutoffs at which models are fitted. The ranker that is judged learns from the events between
 * {@code VALIDATION} and {@code TEST} and is judged on those after {@code TEST}; the ranker that is
 * published learns from those after {@code TEST} and ranks what {@code LIVE} models propose.
 */
public enum Fold {
  VALIDATION(2),
  TEST(1),
  LIVE(0);

  private final int windows;

  Fold(int windows) {
    this.windows = windows;
  }

  /** Days from the cutoff to the end of the night. */
  public int daysBefore(int windowDays) {
    return windows * windowDays;
  }

  /** The word in the tables' column {@code fold}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
