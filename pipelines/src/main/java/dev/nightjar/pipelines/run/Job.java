package dev.nightjar.pipelines.run;

/** The work of one stage. */
@FunctionalInterface
public interface Job {

  /** Reads and writes tables through {@code run}; throws when it cannot finish. */
  void execute(StageRun run);
}
