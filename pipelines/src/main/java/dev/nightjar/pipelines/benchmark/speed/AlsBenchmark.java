package dev.nightjar.pipelines.benchmark.speed;

import dev.nightjar.pipelines.benchmark.PeakMemory;
import dev.nightjar.pipelines.benchmark.ResultLine;
import dev.nightjar.pipelines.candidate.Catalog;
import dev.nightjar.pipelines.candidate.als.Als;
import dev.nightjar.pipelines.candidate.als.AlsFactors;
import dev.nightjar.pipelines.candidate.als.AlsLoss;
import dev.nightjar.pipelines.settings.AlsSettings;
import dev.nightjar.pipelines.settings.choice.AlsSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Times ALS on a log: Nightjar's trainer and MLlib's, from the same ratings and with the same
 * settings. An iteration costs what a fit of several takes beyond a fit of one, so that reading and
 * cutting the log do not count, both after a fit that lets HotSpot compile; the objective is ours
 * for both, with every user solved exactly. Beside the clock stands the time that the processors of
 * this process were busy, which tells more where others use the machine.
 *
 * @param histories one row a user
 * @param settings of the fits; at least two iterations
 */
public record AlsBenchmark(Dataset<Row> histories, int items, AlsSettings settings) {

  public AlsBenchmark {
    if (settings.iterations() < 2) {
      throw new IllegalArgumentException(
          "--iterations is "
              + settings.iterations()
              + "; give at least 2, the first one is not timed");
    }
  }

  /**
   * Runs the solvers one after the other.
   *
   * @param say gets a line of progress a fit
   */
  public List<ResultLine> run(List<AlsSolver> solvers, Consumer<String> say) {
    List<ResultLine> lines = new ArrayList<>();
    for (AlsSolver solver : solvers) {
      lines.add(run(solver, say));
    }
    return lines;
  }

  private ResultLine run(AlsSolver solver, Consumer<String> say) {
    String model = solver.name().toLowerCase(Locale.ROOT);
    AlsSettings several = settings.with(solver);
    fit(several, model + ", warming up", say);
    PeakMemory.reset();
    Fitted one = fit(several.with(1), model, say);
    Fitted all = fit(several, model, say);
    long peak = PeakMemory.mebibytes();
    int timed = settings.iterations() - 1;
    return ResultLine.of(model)
        .with("seconds_per_iteration", (all.seconds() - one.seconds()) / timed)
        .with("cpu_seconds_per_iteration", (all.processor() - one.processor()) / timed)
        .with("objective", AlsLoss.of(histories, all.factors().items(), settings))
        .with("rank", settings.rank())
        .with("iterations", settings.iterations())
        .with("seconds", all.seconds())
        .with("peak_mb", peak);
  }

  private record Fitted(AlsFactors factors, double seconds, double processor) {}

  private Fitted fit(AlsSettings wanted, String model, Consumer<String> say) {
    long start = System.nanoTime();
    double before = processor();
    AlsFactors factors = Als.fit(histories, Catalog.of(items), wanted);
    double seconds = (System.nanoTime() - start) / 1e9;
    say.accept("%s: %d iterations in %.2f s".formatted(model, wanted.iterations(), seconds));
    return new Fitted(factors, seconds, processor() - before);
  }

  /** Seconds that this process kept processors busy, or not a number where nobody counts. */
  private static double processor() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(duration -> duration.toNanos() / 1e9)
        .orElse(Double.NaN);
  }
}
