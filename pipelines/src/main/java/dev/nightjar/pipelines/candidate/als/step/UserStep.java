package dev.nightjar.pipelines.candidate.als.step;

import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.udfs.vector.VectorMath;
import java.io.Serializable;
import java.util.List;

/**
 * The half of an iteration that finds users from items. A user is found from the items alone and
 * not from the own factor of before, so a lost block is found again without the iterations before.
 *
 * @param items factors of all items in their own coordinates, zeros for those without
 * @param count of the items that have a factor
 * @param squares of all factors, by coordinate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record UserStep(Vectors items, int count, float[] squares, Objective objective)
    implements Serializable {
  private static final float[] ZEROS = {};

  /**
   * The factors of a block of users.
   *
   * @param factors one a row
   * @param sums of them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  public record Solved(float[][] factors, Sums sums) implements Serializable {}

  /**
   * What all users together need.
   *
   * @param gram of the factors
   * @param penalties that the objective takes for them
   */
  public record Sums(List<ChunkSums.Part> gram, ChunkTotals penalties) implements Serializable {}

  public Solved solve(RatingRows users, Layout layout) {
    RowSolver solver = new RowSolver(objective, items, count, squares);
    ChunkSums gram = new ChunkSums(squares.length, squares.length);
    ChunkTotals penalties = new ChunkTotals();
    float[][] factors = new float[users.count()][squares.length];
    for (int row = 0; row < factors.length; row++) {
      solver.improve(users, row, factors[row], ZEROS);
      int chunk = layout.userChunk(users.ids()[row]);
      gram.add(chunk, factors[row], factors[row]);
      penalties.add(
          chunk,
          solver.penalty(users.likes(row)) * VectorMath.innerProduct(factors[row], factors[row]));
    }
    return new Solved(factors, new Sums(gram.finished(), penalties));
  }
}
