package dev.nightjar.pipelines.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One attempt at a night: runs stages one after the other and leaves a manifest row for each. */
public final class Attempt {

  private final Equipment equipment;
  private final Night night;
  private final RunId runId;
  private final Supplier<Optional<LocalDate>> live;
  private final Secrets secrets;

  /** A run that knows of no live lists. */
  public Attempt(Equipment equipment, Night night, RunId runId) {
    this(equipment, night, runId, Optional::empty);
  }

  /**
   * A run of a night.
   *
   * @param live the night whose lists readers see now
   */
  public Attempt(
      Equipment equipment, Night night, RunId runId, Supplier<Optional<LocalDate>> live) {
    this.equipment = equipment;
    this.night = night;
    this.runId = runId;
    this.live = live;
    this.secrets = Secrets.of(equipment.settings());
  }

  /**
   * Runs one stage and records it; a failure is recorded without its secrets, then thrown on.
   *
   * @throws Refused when a gate refused the night
   */
  public StageResult execute(String stage, Job job) {
    Instant started = Instant.now();
    StageRun run = new StageRun(equipment, night, runId, stage, live);
    try {
      job.execute(run);
    } catch (Refused e) {
      finish(run, started, Verdict.REFUSED, e.getMessage());
      throw e;
    } catch (Exception | Error e) {
      // Spark's own exception is a checked one that Scala throws undeclared.
      recordFailure(run, started, e);
      throw e;
    }
    return finish(run, started, Verdict.DONE, run.remarks());
  }

  private void recordFailure(StageRun run, Instant started, Throwable failure) {
    try {
      finish(run, started, Verdict.FAILED, String.valueOf(failure.getMessage()));
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  private StageResult finish(StageRun run, Instant started, Verdict verdict, String said) {
    String message = secrets.redacted(said);
    Ending ending = new Ending(started, Instant.now(), verdict, message);
    Manifest.write(run, ending);
    run.say(closing(verdict, ending.took(), run.counts()));
    return new StageResult(run.stage(), verdict, ending.took(), run.counts(), message);
  }

  private static String closing(Verdict verdict, Duration took, Map<String, Long> counts) {
    String all =
        counts.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT, "%s in %.1f s %s", verdict.word(), took.toMillis() / 1e3, all);
  }
}
