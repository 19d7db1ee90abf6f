package dev.nightjar.pipelines.lake;

/** Another run is writing to the lake or to another directory with one writer. */
public final class LakeLockedException extends RuntimeException {

  public LakeLockedException(String root, String holder) {
    super(
        root
            + " is being written by "
            + holder
            + "; wait for that run to end. If it is dead on another host, delete "
            + root
            + "/_nightjar/lock or wait until lake.stale-lock-minutes have passed");
  }
}
