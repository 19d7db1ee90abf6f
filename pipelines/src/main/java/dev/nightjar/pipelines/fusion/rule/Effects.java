package dev.nightjar.pipelines.fusion.rule;

/** Counts what every rule does to one list. */
final class Effects {

  private final int[] counts;

  Effects(int rules) {
    counts = new int[rules * Effect.COUNT];
  }

  void add(int rule, Effect effect) {
    counts[effect.of(rule)]++;
  }

  int[] counts() {
    return counts;
  }
}
