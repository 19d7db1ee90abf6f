package dev.nightjar.udfs.embed;

import java.util.concurrent.CompletableFuture;

/** A vector to come; it is cancelled when nobody waits for it any more. */
final class Promise extends CompletableFuture<float[]> {

  private int waiting = 1;

  /** Lets one more caller wait; false if all others gave up before the vector was there. */
  synchronized boolean share() {
    if (isCancelled()) {
      return false;
    }
    waiting++;
    return true;
  }

  /** One caller waits no longer. */
  synchronized void release() {
    waiting--;
    if (waiting == 0) {
      cancel(false);
    }
  }
}
