package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.Cholesky;
import java.util.Arrays;

/**
 * Finds the map from texts to factors that the objective asks for: a ridge regression, in which an
 * item of mean penalty counts 1. The intercept has no penalty.
 */
public final class TextRidge {
  private final Cholesky left;
  private final int terms;

  private TextRidge(Cholesky left, int terms) {
    this.left = left;
    this.terms = terms;
  }

  /**
   * Reads the left side, once a fit.
   *
   * @param squares weighted sums of the outer products of texts with themselves
   * @param terms numbers of a text with its intercept
   */
  public static TextRidge of(double[] squares, int terms, double regularization) {
    double[] penalised = squares.clone();
    for (int d = 0; d < terms - 1; d++) {
      penalised[d * terms + d] += regularization;
    }
    return new TextRidge(Cholesky.inPlace(penalised, terms), terms);
  }

  /**
   * The map.
   *
   * @param products weighted sums of the outer products of texts with factors
   */
  public TextMap solve(double[] products) {
    int rank = products.length / terms;
    float[][] rows = new float[terms][rank];
    double[] right = new double[terms];
    for (int r = 0; r < rank; r++) {
      Arrays.fill(right, 0);
      for (int d = 0; d < terms; d++) {
        right[d] = products[d * rank + r];
      }
      left.solve(right);
      for (int d = 0; d < terms; d++) {
        rows[d][r] = (float) right[d];
      }
    }
    return new TextMap(rows);
  }
}
