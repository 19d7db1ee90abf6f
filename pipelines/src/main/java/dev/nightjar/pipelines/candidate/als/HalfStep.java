package dev.nightjar.pipelines.candidate.als;

import dev.nightjar.pipelines.array.Ridge;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.settings.AlsSettings;
import java.util.Arrays;

/**
 * Solves the factors of one side from those of the other (Hu, Koren, Volinsky 2008, equations 4 and
 * 5), sums in the order of the rows. A rating below zero is no wish with the confidence of its
 * size.
 *
 * @param others factors of the other side, by column
 * @param gram sum of the squares of all factors of the other side
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
record HalfStep(float[] others, Ridge gram, int rank, double regularization, double alpha)
    implements UserFactors {

  static HalfStep of(float[] others, Ridge gram, AlsSettings settings) {
    return new HalfStep(others, gram, settings.rank(), settings.regularization(), settings.alpha());
  }

  /** From items to users. */
  static HalfStep fromItems(Vectors items, AlsSettings settings) {
    return of(items.values(), gram(items.values(), settings.rank()), settings);
  }

  /** The sum of the squares of factors that stand one after the other, in their order. */
  static Ridge gram(float[] factors, int rank) {
    Ridge gram = new Ridge(rank);
    for (int from = 0; from < factors.length; from += rank) {
      gram.add(1, factors, from);
    }
    return gram;
  }

  @Override
  public float[] of(int block, RatingRows users) {
    return solve(users);
  }

  /** One factor a row. */
  float[] solve(RatingRows rows) {
    float[] solved = new float[rows.count() * rank];
    double[] right = new double[rank];
    for (int row = 0; row < rows.count(); row++) {
      solve(rows, row, right);
      for (int d = 0; d < rank; d++) {
        solved[row * rank + d] = (float) right[d];
      }
    }
    return solved;
  }

  private void solve(RatingRows rows, int row, double[] right) {
    Arrays.fill(right, 0);
    Ridge left = gram.copy();
    int wanted = 0;
    for (int r = rows.starts()[row]; r < rows.starts()[row + 1]; r++) {
      int from = rows.columns()[r] * rank;
      double confidence = alpha * Math.abs(rows.values()[r]);
      left.add(confidence, others, from);
      if (rows.values()[r] > 0) {
        wanted++;
        for (int d = 0; d < rank; d++) {
          right[d] += (1 + confidence) * others[from + d];
        }
      }
    }
    if (wanted > 0) { // else the factor is zero, and nothing would keep the matrix regular
      left.penalise(regularization * wanted);
      left.decomposed().solve(right);
    }
  }
}
