package dev.nightjar.pipelines.fusion.rule;

/** Counts what every rule does to one list. */
final class Effects {

  private static final int EFFECTS = Effect.values().length;

  private final int[] counts;

  Effects(int rules) {
    counts = new int[rules * EFFECTS];
  }

  void add(int rule, Effect effect) {
    counts[rule * EFFECTS + effect.ordinal()]++;
  }

  int[] counts() {
    return counts;
  }
}
