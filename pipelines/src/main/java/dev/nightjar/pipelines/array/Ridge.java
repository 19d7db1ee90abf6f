package dev.nightjar.pipelines.array;

import java.io.Serializable;

/**
 * Ridge regression from sums: {@code b} of {@code (X'WX + penalties) b = X'Wy}, for as many targets
 * {@code y} as there are. Sums are taken in the order of the calls.
 */
public final class Ridge implements Serializable {
  private final int terms;
  private final double[] squares;
  private final double[][] right;

  /** Sums of nothing. */
  public Ridge(int terms, int targets) {
    this(terms, new double[terms * terms], new double[targets][terms]);
  }

  /** Sums for whoever has their own right sides. */
  public Ridge(int terms) {
    this(terms, 0);
  }

  private Ridge(int terms, double[] squares, double[][] right) {
    this.terms = terms;
    this.squares = squares;
    this.right = right;
  }

  /** The same squares, to add others to; without targets. */
  public Ridge copy() {
    return new Ridge(terms, squares.clone(), new double[0][]);
  }

  /**
   * Adds one row of X.
   *
   * @param y one number a target
   */
  public void add(double weight, double[] x, double... y) {
    for (int i = 0; i < terms; i++) {
      double scaled = weight * x[i];
      int row = i * terms;
      for (int j = 0; j <= i; j++) {
        squares[row + j] += scaled * x[j];
      }
    }
    for (int target = 0; target < right.length; target++) {
      for (int i = 0; i < terms; i++) {
        right[target][i] += weight * x[i] * y[target];
      }
    }
  }

  /** Adds the row of X that begins at {@code from}, without targets. */
  public void add(double weight, float[] values, int from) {
    for (int i = 0; i < terms; i++) {
      double scaled = weight * values[from + i];
      int row = i * terms;
      for (int j = 0; j <= i; j++) {
        squares[row + j] += scaled * values[from + j];
      }
    }
  }

  /** Adds what others summed. */
  public void add(Ridge part) {
    for (int i = 0; i < squares.length; i++) {
      squares[i] += part.squares[i];
    }
    for (int target = 0; target < right.length; target++) {
      for (int i = 0; i < terms; i++) {
        right[target][i] += part.right[target][i];
      }
    }
  }

  /** Adds to the penalty of every squared coefficient. */
  public void penalise(double lambda) {
    for (int i = 0; i < terms; i++) {
      squares[i * terms + i] += lambda;
    }
  }

  /** {@code b'X'WXb}, penalties included. */
  public double squared(double[] b) {
    double sum = 0;
    for (int i = 0; i < terms; i++) {
      for (int j = 0; j < i; j++) {
        sum += 2 * b[i] * squares[i * terms + j] * b[j];
      }
      sum += b[i] * squares[i * terms + i] * b[i];
    }
    return sum;
  }

  /** The left side, for other right sides than the sums; they are left as they were. */
  public Cholesky decomposed() {
    return Cholesky.inPlace(squares.clone(), terms);
  }

  /** The coefficients of each target. */
  public double[][] solve() {
    Cholesky left = decomposed();
    double[][] solved = new double[right.length][];
    for (int target = 0; target < right.length; target++) {
      solved[target] = right[target].clone();
      left.solve(solved[target]);
    }
    return solved;
  }
}
