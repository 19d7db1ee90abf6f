package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.array.Shuffle;
import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Holds out a part of every user's events. */
final class PairHoldout {
  private PairHoldout() {}

  /**
   * Hides a random share of every user's events, at least one where there are two.
   *
   * @param share between 0 and 1
   */
  static Holdout perUser(List<History> histories, double share, long seed) {
    return hiding(
        histories,
        share,
        Repeat.EXCLUDE,
        history ->
            Shuffle.of(history.size(), new SplittableRandom(seed * 1_000_003 + history.user())));
  }

  /**
   * Hides the last events of every user, at least one where there are two.
   *
   * @param share between 0 and 1
   * @param repeat which of the hidden items are asked for: new ones, all, or known ones
   */
  static Holdout last(List<History> histories, double share, Repeat repeat) {
    return hiding(
        histories,
        share,
        repeat,
        history -> IntStream.range(0, history.size()).map(history::step).toArray());
  }

  /** Hides a share of every history, the first of the given order of its positions. */
  private static Holdout hiding(
      List<History> histories, double share, Repeat repeat, Function<History, int[]> order) {
    List<History> fit = new ArrayList<>();
    List<TestCase> cases = new ArrayList<>();
    for (History history : histories) {
      int size = history.size();
      // At least one of two or more events, and never all.
      long hidden = Math.min(size - 1L, Math.max(1, Math.round(share * size)));
      boolean[] hide = new boolean[size];
      Arrays.stream(order.apply(history)).limit(Math.max(0, hidden)).forEach(p -> hide[p] = true);
      divide(history, hide, repeat, fit, cases);
    }
    return new Holdout(fit, cases, new boolean[0], repeat);
  }

  /** Of items taken after a history those that a list may hold. */
  static int[] asked(History history, int[] items, Repeat repeat) {
    Set<Integer> known = new HashSet<>();
    Arrays.stream(history.items()).forEach(known::add);
    Set<Integer> disliked = new HashSet<>();
    Arrays.stream(history.disliked()).forEach(disliked::add);
    return switch (repeat) {
      case ALLOW -> Arrays.stream(items).filter(item -> !disliked.contains(item)).toArray();
      case EXCLUDE -> Arrays.stream(items).filter(item -> !known.contains(item)).toArray();
      case ONLY ->
          Arrays.stream(items)
              .filter(item -> known.contains(item) && !disliked.contains(item))
              .toArray();
    };
  }

  /** Hides the marked events: the others are the history, the marked ones the question. */
  static void divide(
      History history, boolean[] hide, Repeat repeat, List<History> fit, List<TestCase> cases) {
    divide(history, hide, hide, repeat, fit, cases);
  }

  /**
   * Hides the marked events: the others are the history.
   *
   * @param ask which of the hidden ones are the question
   */
  static void divide(
      History history,
      boolean[] hide,
      boolean[] ask,
      Repeat repeat,
      List<History> fit,
      List<TestCase> cases) {
    History rest = history.pick(positions(hide, false)).settled();
    if (rest.size() > 0) {
      fit.add(rest);
    }
    int[] taken = Arrays.stream(positions(ask, true)).map(p -> history.items()[p]).toArray();
    int[] wanted = asked(rest, taken, repeat);
    if (wanted.length > 0) {
      cases.add(new TestCase(rest, wanted));
    }
  }

  private static int[] positions(boolean[] marks, boolean wanted) {
    return IntStream.range(0, marks.length).filter(i -> marks[i] == wanted).toArray();
  }
}
