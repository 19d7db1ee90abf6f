package dev.nightjar.pipelines.lake;

/** Another run is writing to the lake. */
public final class LakeLockedException extends RuntimeException {

  public LakeLockedException(String root, String holder) {
    super(
        "lake "
            + root
            + " is being written by "
            + holder
            + "; wait for that run to end. If it is dead on another host, delete "
            + root
            + "/_nightjar/lock or wait until lake.stale-lock-minutes have passed");
  }
}
