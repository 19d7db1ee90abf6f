package dev.nightjar.pipelines.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nightjar.pipelines.file.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              Parameter.linear("a.x", 0, 1),
              Parameter.log("a.y", 0.01, 100),
              Parameter.whole("a.n", 1, 64)));

  /** Best at x = 0.7, y = 1, n = 8; the defaults score -1. */
  private static Search.Outcome run(Point point, double fidelity) {
    return Search.Outcome.of(score(point, fidelity));
  }

  private static double score(Point point, double fidelity) {
    if (point.values().isEmpty()) {
      return -1;
    }
    double x = point.values().get("a.x") - 0.7;
    double y = Math.log10(point.values().get("a.y"));
    double n = Math.log(point.values().get("a.n") / 8) / Math.log(64);
    return -(x * x + y * y / 4 + n * n) * (0.9 + 0.1 * fidelity);
  }

  @Test
  void aSearchComesNearTheBestPoint() {
    Trial best = search(TrialLog.inMemory()).best(SearchTest::run, runs(200)).orElseThrow();
    assertEquals(1, best.fidelity());
    assertTrue(best.score() > -0.02, () -> "score " + best.score() + " at " + best.point());
  }

  @Test
  void theDefaultsAreTheFirstRunAndTheBudgetIsKept() {
    TrialLog log = TrialLog.inMemory();
    search(log).best(SearchTest::run, runs(7));
    assertEquals(7, log.trials().size());
    assertEquals(Point.DEFAULTS, log.trials().get(0).point());
    assertEquals(1, log.trials().get(0).fidelity());
    assertEquals(6, log.trials().stream().filter(t -> t.fidelity() < 1).count());
  }

  @Test
  void timeThatEndsInABracketStillGivesItsBestAFullRun() {
    TrialLog log = TrialLog.inMemory();
    Search.Objective slow =
        (point, fidelity) -> {
          if (fidelity < 1) {
            java.util.concurrent.locks.LockSupport.parkNanos(60_000_000);
          }
          return run(point, fidelity);
        };
    search(log).best(slow, new Budget(100, Duration.ofMillis(50)));
    assertEquals(2, log.trials().stream().filter(t -> t.fidelity() == 1).count());
  }

  @Test
  void aRunThatIsBetterByLessThanItsErrorIsLuck() {
    double[] users = {0.2, 0.4, 0.6, 0.8};
    Trial best =
        search(TrialLog.inMemory())
            .best(
                (point, fidelity) -> {
                  double[] values = users.clone();
                  if (!point.values().isEmpty()) {
                    values[0] += 0.5; // one user likes all points, another none
                    values[1] -= 0.4;
                  }
                  return Search.Outcome.of(values);
                },
                runs(30))
            .orElseThrow();
    assertEquals(Point.DEFAULTS, best.point());
  }

  @Test
  void aRunThatAllUsersLikeBetterIsNot() {
    TrialLog log = TrialLog.inMemory();
    Trial best =
        search(log)
            .best(
                (point, fidelity) ->
                    Search.Outcome.of(
                        point.values().isEmpty()
                            ? new double[] {0.2, 0.4}
                            : new double[] {0.21, 0.41}),
                runs(30))
            .orElseThrow();
    assertEquals(log.trials().stream().filter(t -> t.fidelity() == 1).toList().get(1), best);
  }

  @Test
  void noRunsMeanNoAnswer() {
    assertEquals(Optional.empty(), search(TrialLog.inMemory()).best(SearchTest::run, runs(0)));
  }

  @Test
  void aSearchWithoutTimeLeftStillRunsTheDefaults() {
    Budget none = new Budget(100, Duration.ZERO);
    Trial best = search(TrialLog.inMemory()).best(SearchTest::run, none).orElseThrow();
    assertEquals(Point.DEFAULTS, best.point());
  }

  @Test
  void aBrokenOffSearchGoesOnFromItsLogAndEndsAlike(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("trials.jsonl");
    TrialLog wholeLog = TrialLog.inMemory();
    Trial whole = search(wholeLog).best(SearchTest::run, runs(40)).orElseThrow();
    search(TrialLog.in(file)).best(SearchTest::run, runs(15));
    Files.writeString(file, "{\"space\":\"model\",\"sett", StandardOpenOption.APPEND);
    AtomicInteger ran = new AtomicInteger();
    Trial resumed =
        search(TrialLog.in(file))
            .best(
                (point, fidelity) -> {
                  ran.incrementAndGet();
                  return run(point, fidelity);
                },
                runs(40))
            .orElseThrow();
    assertEquals(wholeLog.trials().size() - 15, ran.get());
    assertEquals(whole.point(), resumed.point());
    assertEquals(whole.score(), resumed.score());
    assertEquals(
        wholeLog.trials().stream().map(Trial::point).toList(),
        TrialLog.in(file).trials().stream().map(Trial::point).toList());
  }

  @Test
  void aFileThatHoldsNoTrialsIsRefusedWithTheLine(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("other.json"), "{\"a\": 1}\n");
    InputException e = assertThrows(InputException.class, () -> TrialLog.in(file));
    assertEquals(file + ":1: is no trial; name another file for the trials", e.getMessage());
  }

  @Test
  void wordsAreSearchedLoggedAndReadBack(@TempDir Path directory) {
    SearchSpace words =
        new SearchSpace(
            List.of(
                Parameter.parse("features.fusion=mean,concat,weighted"),
                Parameter.parse("train.ranker.leave-out=[],[price, age]"),
                Parameter.linear("a.x", 0, 1)));
    Search.Objective liked =
        (point, fidelity) ->
            Search.Outcome.of(
                ("concat".equals(point.words().get("features.fusion")) ? 1d : 0)
                    + ("[price, age]".equals(point.words().get("train.ranker.leave-out")) ? 1 : 0));
    Path file = directory.resolve("trials.jsonl");
    Search search = new Search("model", words, 7, TrialLog.in(file), line -> {});

    Trial best = search.best(liked, runs(40)).orElseThrow();

    assertEquals("concat", best.point().settings().get("features.fusion"));
    assertEquals("[price, age]", best.point().settings().get("train.ranker.leave-out"));
    assertTrue(TrialLog.in(file).trials().contains(best), "the log reads another point back");
  }

  @Test
  void rangesAreReadFromText() {
    assertEquals(Parameter.linear("k", 0.1, 2), Parameter.parse("k=0.1..2"));
    assertEquals(Parameter.log("k", 0.1, 2), Parameter.parse("k=0.1..2:log"));
    assertEquals(Parameter.whole("k", 8, 128), Parameter.parse("k = 8..128:whole"));
    assertEquals(Parameter.choice("k", 1d, 5d, 9d), Parameter.parse("k=5,1,9"));
    IllegalArgumentException one =
        assertThrows(IllegalArgumentException.class, () -> Parameter.parse("k=a"));
    assertEquals("k has one value, a; give a range or at least two values", one.getMessage());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Parameter.parse("rank 3"));
    assertEquals(
        "'rank 3' is no range; give key=low..high, key=low..high:log, key=low..high:whole or"
            + " key=a,b,c",
        e.getMessage());
  }

  @Test
  void aRangeUpsideDownIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Parameter.log("k", 0, 1));
    assertEquals(
        "k from 0.0 to 1.0 on scale log; the low end must be below the high end, and above 0"
            + " unless the scale is linear",
        e.getMessage());
  }

  @Test
  void valuesAndPositionsAreInverse() {
    for (Parameter parameter : SPACE.parameters()) {
      assertEquals(parameter.high(), parameter.at(1), 1e-9);
      assertEquals(parameter.low(), parameter.at(0), 1e-9);
      assertEquals(0.5, parameter.position(parameter.at(0.5)), 0.01);
    }
  }

  @Test
  void budgetsAreReadFromText() {
    assertEquals(Duration.ofMinutes(8), Budget.parse("8m").time());
    assertEquals(30, Budget.parse("30").runs());
    assertEquals(new Budget(30, Duration.ofSeconds(90)), Budget.parse("30,1.5m"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Budget.parse("soon"));
    assertEquals(
        "'soon' is no budget; give runs (30), minutes (8m) or both (30,8m)", e.getMessage());
  }

  @Test
  void aBudgetThatIsNoneIsRefused() {
    for (String none : List.of("0", "0m", "0,10m", "30,0m", "0.0000001m")) {
      var e = assertThrows(IllegalArgumentException.class, () -> Budget.parseSome(none));
      assertEquals(
          "a budget of '" + none + "' runs nothing; give at least 1 run, or minutes such as 0.5m",
          e.getMessage());
    }
    for (String odd : List.of("NaNm", "Infinitym", "1e99m", "30,", "1.5", "")) {
      var e = assertThrows(IllegalArgumentException.class, () -> Budget.parse(odd));
      assertTrue(
          e.getMessage().startsWith("'" + odd + "' is no budget; give runs"), e.getMessage());
    }
    for (String negative : List.of("-1", "-1m")) {
      var e = assertThrows(IllegalArgumentException.class, () -> Budget.parse(negative));
      assertTrue(e.getMessage().endsWith("neither can be below 0"), e.getMessage());
    }
    assertEquals(1, Budget.parseSome("1").runs());
  }

  private static Search search(TrialLog log) {
    return new Search("model", SPACE, 42, log, line -> {});
  }

  private static Budget runs(int runs) {
    return new Budget(runs, Duration.ofDays(1));
  }
}
