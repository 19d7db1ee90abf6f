package dev.nightjar.pipelines.tune;

import dev.nightjar.pipelines.metric.Pairs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Random search with successive halving (Jamieson and Talwalkar 2016): brackets of points are run
 * with a third of the effort, and the better third of each bracket in full. The defaults are the
 * first full run and the space's own starts come before random points; from the second bracket on,
 * half of the points lie near the best so far. A later run must be better by a standard error of
 * their difference: the best of many runs that differ by chance is often the luckiest one. Where
 * the best so far is known from the log alone, the means decide.
 *
 * @param name what is searched, as the log calls it
 */
public record Search(
    String name, SearchSpace space, long seed, TrialLog log, Consumer<String> say) {
  private static final int BRACKET = 6;
  private static final int KEPT = 2;
  private static final double LOW = 1.0 / 3;

  /** Runs the thing that is tuned. */
  public interface Objective {
    /**
     * Runs a point.
     *
     * @param fidelity share of the full effort to spend, above 0, 1 for all
     */
    Outcome run(Point point, double fidelity);

    /** Tells that the last full run is the best so far. */
    default void keep() {}
  }

  /**
   * What a run scored, the larger the better.
   *
   * @param values one a judged user, in the same order for every full run; empty where only the
   *     mean is known
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  public record Outcome(double mean, double[] values) {
    /** Of judged users. */
    public static Outcome of(double[] values) {
      return new Outcome(Arrays.stream(values).average().orElse(0), values);
    }

    /** Of something that has only one value. */
    public static Outcome of(double mean) {
      return new Outcome(mean, new double[0]);
    }
  }

  /** The best full run within the budget; empty where the budget allows none. */
  public Optional<Trial> best(Objective objective, Budget budget) {
    Running running = new Running(objective, budget);
    if (budget.runs() == 0) {
      return Optional.empty();
    }
    running.full(Point.DEFAULTS);
    SplittableRandom random = new SplittableRandom(seed);
    for (int bracket = 0; running.goesOn() && !space.parameters().isEmpty(); bracket++) {
      List<Trial> low = new ArrayList<>();
      for (int i = 0; i < BRACKET && running.goesOn(); i++) {
        boolean local = bracket > 0 && i % 2 == 0;
        boolean start = bracket == 0 && i < space.starts().size();
        Point point =
            start
                ? space.starts().get(i)
                : local ? space.near(running.best.point(), random) : space.anywhere(random);
        low.add(running.run(point, LOW));
      }
      List<Trial> kept =
          low.stream()
              .sorted(Comparator.comparingDouble(Trial::score).reversed())
              .limit(KEPT)
              .toList();
      for (int i = 0; i < kept.size(); i++) {
        // Time that was spent on a bracket is not lost at its end.
        if (running.goesOn() || (i == 0 && running.hasRuns())) {
          running.full(kept.get(i).point());
        }
      }
    }
    return Optional.of(running.best);
  }

  private final class Running {
    private final Objective objective;
    private final Budget budget;
    private final long start = System.nanoTime();
    private int runs;
    private Trial best;
    private double[] bestValues = {};
    private double[] values = {};
    private boolean ran;

    Running(Objective objective, Budget budget) {
      this.objective = objective;
      this.budget = budget;
    }

    boolean hasRuns() {
      return runs < budget.runs();
    }

    boolean goesOn() {
      return hasRuns() && System.nanoTime() - start < budget.time().toNanos();
    }

    void full(Point point) {
      Trial trial = run(point, 1);
      if (best == null || trial.score() - trial.error() > best.score()) {
        best = trial;
        bestValues = values;
        if (ran) {
          objective.keep();
        }
        say.accept(
            String.format(
                java.util.Locale.ROOT,
                "%s: %.5f with %s",
                name,
                trial.score(),
                point.isDefault() ? "the defaults" : point));
      }
    }

    Trial run(Point point, double fidelity) {
      runs++;
      Optional<Trial> known = log.find(name, point, fidelity);
      ran = known.isEmpty();
      if (known.isPresent()) {
        values = new double[0];
        return known.get();
      }
      long began = System.nanoTime();
      Outcome outcome = objective.run(point, fidelity);
      values = outcome.values();
      boolean paired = fidelity == 1 && values.length > 0 && values.length == bestValues.length;
      double error = paired ? Pairs.standardError(values, bestValues) : 0;
      double seconds = (System.nanoTime() - began) / 1e9;
      Trial trial = new Trial(name, point, fidelity, outcome.mean(), error, seconds);
      log.add(trial);
      return trial;
    }
  }
}
