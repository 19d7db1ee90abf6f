package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.Vectors;
import java.io.Serializable;

/**
 * Factors of all items as tasks share them: one array on the way, an array a factor where they are
 * used.
 */
public final class Turned implements Serializable {
  private final Vectors vectors;
  private transient float[][] rows;

  private Turned(Vectors vectors) {
    this.vectors = vectors;
  }

  public static Turned of(float[][] rows, int rank) {
    Vectors vectors = Vectors.zeros(rows.length, rank);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, vectors.values(), i * rank, rank);
    }
    return new Turned(vectors);
  }

  /** Not to be written to. */
  public synchronized float[][] rows() {
    if (rows == null) {
      rows = new float[vectors.count()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = vectors.at(i);
      }
    }
    return rows;
  }
}
