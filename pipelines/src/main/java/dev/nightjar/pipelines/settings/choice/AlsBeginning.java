package dev.nightjar.pipelines.settings.choice;

/** Where a night's ALS starts. */
public enum AlsBeginning {
  /** At the last night's factors, where these serve. */
  AUTO,
  /** At random factors. */
  NEVER
}
