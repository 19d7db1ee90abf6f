package dev.nightjar.pipelines.demo.shop;

/**
 * When the users and items of a growing shop come: most before the log, the others at a steady
 * pace.
 *
 * @param before how many are there before day 0
 * @param during how many come from day 0 to day {@code days - 1}
 */
record Arrivals(int before, int during, int days) {

  /** So that {@code total} are there at the end of the first {@code days} days. */
  static Arrivals of(int total, double shareDuring, int days) {
    int during = (int) Math.round(total * shareDuring);
    return new Arrivals(total - during, during, days);
  }

  /** How many have come by the end of a day. */
  int until(int day) {
    return before + (int) ((day + 1L) * during / days);
  }

  /** The day on which one came; -1 for all that came before day 0. */
  int day(int number) {
    if (number < before) {
      return -1;
    }
    // The first day whose count exceeds the number: the inverse of until.
    long place = number - before + 1L;
    return (int) ((place * days + during - 1) / during) - 1;
  }
}
