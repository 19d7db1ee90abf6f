package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.GatheredRows;
import java.util.Arrays;

/**
 * Solves factors of one side from the ratings and the other side, one after the other, by a few
 * conjugate gradients. In coordinates in which the other side's Gram matrix is diagonal, that
 * matrix and the penalty together are the preconditioner: what is left are the row's own ratings,
 * and a few steps find them. Each step reads every rated factor twice and nothing else.
 */
public final class RowSolver {
  /** With more, the objective after ten iterations falls by less than a thousandth. */
  private static final int STEPS = 3;

  private static final int LEAST_ROOM = 256;

  private final Objective objective;
  private final float[][] others;
  private final int count;
  private final float[] squares;
  private final float[] base;
  private final float[] residual;
  private final float[] scaled;
  private final float[] direction;
  private final float[] image;
  private float[] confidences = new float[LEAST_ROOM];
  private float[] products = new float[LEAST_ROOM];

  /**
   * Reads the other side.
   *
   * @param others factors by column of the ratings
   * @param count of the other side's members that have a factor
   * @param squares of all factors of the other side, by coordinate
   */
  public RowSolver(Objective objective, float[][] others, int count, float[] squares) {
    this.objective = objective;
    this.others = others;
    this.count = count;
    this.squares = squares;
    this.base = new float[squares.length];
    this.residual = new float[squares.length];
    this.scaled = new float[squares.length];
    this.direction = new float[squares.length];
    this.image = new float[squares.length];
  }

  /** The penalty of a row's factor. */
  public float penalty(int likes) {
    return (float) objective.penalty(likes, count);
  }

  /**
   * Overwrites a factor with a better one; a row without likes gets zeros.
   *
   * @param factor where the search starts
   * @param wanted what the penalty pulls to, or an array without numbers for zeros
   * @return the row's part of the objective at the better factor: its pairs and its penalty
   */
  public double improve(RatingRows rows, int row, float[] factor, float[] wanted) {
    int from = rows.starts()[row];
    int to = rows.starts()[row + 1];
    int likes = rows.likes(row);
    if (likes == 0) {
      Arrays.fill(factor, 0);
      return 0;
    }
    float penalty = penalty(likes);
    double objectiveNow = 0;
    for (int d = 0; d < base.length; d++) {
      base[d] = (float) (objective.unobserved() * squares[d] + penalty);
      float aim = wanted.length > 0 ? wanted[d] : 0;
      residual[d] = penalty * aim - base[d] * factor[d];
      objectiveNow += objective.unobserved() * squares[d] * factor[d] * factor[d];
      objectiveNow += penalty * (double) (factor[d] - aim) * (factor[d] - aim);
    }
    objectiveNow += prepare(rows, from, to, factor);
    GatheredRows.add(residual, others, rows.columns(), from, to, products);
    double length = scale();
    System.arraycopy(scaled, 0, direction, 0, scaled.length);
    for (int step = 0; step < STEPS && length > 0; step++) {
      double before = length;
      double moved = move(rows, from, to, factor, length);
      objectiveNow -= moved * length;
      length = scale();
      float kept = (float) (length / before);
      for (int d = 0; d < direction.length; d++) {
        direction[d] = scaled[d] + kept * direction[d];
      }
    }
    return objectiveNow;
  }

  /**
   * Leaves in {@code products} what each rating adds to the residual.
   *
   * @return what the ratings add to the objective beyond their share of all pairs
   */
  private double prepare(RatingRows rows, int from, int to, float[] factor) {
    double added = 0;
    if (to - from > confidences.length) {
      confidences = new float[Math.max(to - from, 2 * confidences.length)];
      products = new float[confidences.length];
    }
    GatheredRows.products(others, rows.columns(), from, to, factor, products);
    for (int r = from; r < to; r++) {
      float rating = rows.values()[r];
      double confidence = objective.confidence(rating);
      double liked = rating > 0 ? objective.unobserved() + confidence : 0;
      confidences[r - from] = (float) confidence;
      double score = products[r - from];
      // liked (1 - score)^2 - unobserved score^2, or confidence score^2: liked is 0 for a dislike.
      added += liked * (1 - 2 * score) + confidence * score * score;
      products[r - from] = (float) (liked - confidence * products[r - from]);
    }
    return added;
  }

  /**
   * Moves along the direction to where the objective is least.
   *
   * @param length squared, of the residual
   * @return how far; that times {@code length} is what the objective falls by
   */
  private double move(RatingRows rows, int from, int to, float[] factor, double length) {
    GatheredRows.products(others, rows.columns(), from, to, direction, products);
    for (int r = 0; r < to - from; r++) {
      products[r] *= confidences[r];
    }
    for (int d = 0; d < image.length; d++) {
      image[d] = base[d] * direction[d];
    }
    GatheredRows.add(image, others, rows.columns(), from, to, products);
    double curvature = 0;
    for (int d = 0; d < image.length; d++) {
      curvature += (double) direction[d] * image[d];
    }
    float far = (float) (length / curvature);
    for (int d = 0; d < factor.length; d++) {
      factor[d] += far * direction[d];
      residual[d] -= far * image[d];
    }
    return far;
  }

  /** Divides the residual by the preconditioner; its squared length by that measure. */
  private double scale() {
    double length = 0;
    for (int d = 0; d < residual.length; d++) {
      scaled[d] = residual[d] / base[d];
      length += (double) residual[d] * scaled[d];
    }
    return length;
  }
}
