package dev.nightjar.pipelines.run;

/** A gate refused the night: nothing is broken, but the lists must not go live. */
public final class Refused extends RuntimeException {

  public Refused(String message) {
    super(message);
  }
}
