package dev.nightjar.udfs.embed;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A window of texts that an engine works on. */
public final class Submission {

  private final List<CompletableFuture<float[]>> vectors;
  private final Collection<Promise> promises;

  Submission(List<CompletableFuture<float[]>> vectors, Collection<Promise> promises) {
    this.vectors = vectors;
    this.promises = promises;
  }

  /** For each text its vector, when it is there; null for null. */
  public List<CompletableFuture<float[]>> vectors() {
    return vectors;
  }

  /** Gives up, once: texts that nobody else waits for are not embedded. */
  public void release() {
    promises.forEach(Promise::release);
  }
}
