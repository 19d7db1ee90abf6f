package dev.nightjar.pipelines.benchmark.protocol;

import dev.nightjar.pipelines.candidate.History;
import dev.nightjar.pipelines.settings.choice.Repeat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What models are fitted on and what they are then asked.
 *
 * @param fit histories of all users that have one
 * @param cases users with something held out, by ascending user
 * @param only the items that may be ranked, by item; empty for all
 * @param repeat whether items of the history may be ranked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every flag
public record Holdout(List<History> fit, List<TestCase> cases, boolean[] only, Repeat repeat) {
  public Holdout {
    fit = List.copyOf(fit);
    cases = List.copyOf(cases);
  }

  public Holdout(List<History> fit, List<TestCase> cases) {
    this(fit, cases, new boolean[0], Repeat.EXCLUDE);
  }

  /** At most about {@code most} of the cases, evenly spread. */
  public Holdout thinned(int most) {
    int step = Math.max(1, (cases.size() + most - 1) / Math.max(1, most));
    return new Holdout(
        fit,
        IntStream.range(0, cases.size()).filter(i -> i % step == 0).mapToObj(cases::get).toList(),
        only,
        repeat);
  }
}
