package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.Vectors;
import java.util.Arrays;

/**
 * Solves factors of one side from the ratings and the other side, one after the other, by a few
 * conjugate gradients. In coordinates in which the other side's Gram matrix is diagonal, that
 * matrix and the penalty together are the preconditioner: what is left are the row's own ratings,
 * and a few steps find them. Each step multiplies with every rated factor and adds them up, the
 * last one without adding, and reads nothing else.
 */
public final class RowSolver {
  /** With more, the objective after ten iterations falls by less than a thousandth. */
  private static final int STEPS = 3;

  private final Objective objective;
  private final int count;
  private final float[] squares;
  private final float[] base;
  private final float[] residual;
  private final float[] scaled;
  private final float[] direction;
  private final float[] image;
  private final RowRatings ratings;

  /**
   * Reads the other side.
   *
   * @param others factors by column of the ratings
   * @param count of the other side's members that have a factor
   * @param squares of all factors of the other side, by coordinate
   */
  public RowSolver(Objective objective, Vectors others, int count, float[] squares) {
    this.objective = objective;
    this.count = count;
    this.squares = squares;
    this.base = new float[squares.length];
    this.residual = new float[squares.length];
    this.scaled = new float[squares.length];
    this.direction = new float[squares.length];
    this.image = new float[squares.length];
    this.ratings = new RowRatings(objective, others);
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
    ratings.take(rows, row);
    objectiveNow += ratings.addResidual(factor, residual);
    return objectiveNow - descend(factor);
  }

  /**
   * Moves a factor from where its residual is.
   *
   * @return what the objective falls by
   */
  private double descend(float[] factor) {
    double fallen = 0;
    double length = scale();
    System.arraycopy(scaled, 0, direction, 0, scaled.length);
    for (int step = 1; step <= STEPS && length > 0; step++) {
      boolean last = step == STEPS;
      double curvature = ownImage();
      curvature += last ? ratings.curvature(direction) : ratings.addImage(direction, image);
      float far = (float) (length / curvature);
      fallen += far * length;
      for (int d = 0; d < factor.length; d++) {
        factor[d] += far * direction[d];
      }
      if (!last) {
        for (int d = 0; d < residual.length; d++) {
          residual[d] -= far * image[d];
        }
        double before = length;
        length = scale();
        turn((float) (length / before));
      }
    }
    return fallen;
  }

  /** Begins the direction's image with what is there without ratings; how fast that curves. */
  private double ownImage() {
    double curvature = 0;
    for (int d = 0; d < image.length; d++) {
      image[d] = base[d] * direction[d];
      curvature += (double) direction[d] * image[d];
    }
    return curvature;
  }

  /** Takes the next direction, conjugate to those before. */
  private void turn(float kept) {
    for (int d = 0; d < direction.length; d++) {
      direction[d] = scaled[d] + kept * direction[d];
    }
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
