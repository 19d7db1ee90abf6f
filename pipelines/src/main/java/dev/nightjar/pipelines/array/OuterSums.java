package dev.nightjar.pipelines.array;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums of outer products {@code left right'}, dense row by row: floats over {@value #SPAN} products
 * that follow one another, doubles above. The same products in the same order give the same bits.
 */
public final class OuterSums implements Serializable {
  private static final int SPAN = 256;
  private static final int TOGETHER = 4;

  private final int width;
  private final double[] sums;
  private transient float[][] span;
  private transient float[][] lefts;
  private transient float[][] rights;
  private transient int waiting;
  private transient int inSpan;

  /** Sums of nothing. */
  public OuterSums(int height, int width) {
    this.width = width;
    this.sums = new double[height * width];
  }

  /** Adds one product; both arrays are kept until they are summed, so leave them as they are. */
  public void add(float[] left, float[] right) {
    if (span == null) {
      span = new float[sums.length / width][width];
      lefts = new float[TOGETHER][];
      rights = new float[TOGETHER][];
    }
    lefts[waiting] = left;
    rights[waiting++] = right;
    if (waiting == TOGETHER) {
      addWaiting();
    }
  }

  private void addWaiting() {
    for (int i = 0; i < span.length; i++) {
      DotProduct.addFourFused(
          span[i],
          width,
          rights[0],
          rights[1],
          rights[2],
          rights[3],
          lefts[0][i],
          lefts[1][i],
          lefts[2][i],
          lefts[3][i]);
    }
    inSpan += waiting;
    waiting = 0;
    if (inSpan >= SPAN) {
      addSpan();
    }
  }

  private void addSpan() {
    for (int i = 0; i < span.length; i++) {
      for (int j = 0; j < width; j++) {
        sums[i * width + j] += span[i][j];
      }
      Arrays.fill(span[i], 0);
    }
    inSpan = 0;
  }

  /** The same sums without what only adding needs. */
  public OuterSums finished() {
    if (span != null) {
      for (; waiting > 0 && waiting < TOGETHER; waiting++) {
        lefts[waiting] = new float[span.length];
        rights[waiting] = new float[width];
      }
      if (waiting > 0) {
        addWaiting();
      }
      addSpan();
      span = null;
    }
    return this;
  }

  /** Adds what others summed, both finished. */
  public void add(OuterSums part) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += part.sums[i];
    }
  }

  /** Of finished sums. */
  public double[] values() {
    return sums;
  }
}
