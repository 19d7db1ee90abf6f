package dev.nightjar.pipelines.candidate.als.step;

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
public record UserStep(Turned items, int count, float[] squares, Objective objective)
    implements Serializable {
  private static final float[] ZEROS = {};

  /**
   * The factors of a block of users.
   *
   * @param factors one a row
   * @param gram sums of their squares
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
  public record Solved(float[][] factors, List<ChunkSums.Part> gram) implements Serializable {}

  public Solved solve(RatingRows users, Layout layout) {
    RowSolver solver = new RowSolver(objective, items.rows(), count, squares);
    ChunkSums gram = new ChunkSums(squares.length, squares.length);
    float[][] factors = new float[users.count()][squares.length];
    for (int row = 0; row < factors.length; row++) {
      solver.improve(users, row, factors[row], ZEROS);
      gram.add(layout.userChunk(users.ids()[row]), factors[row], factors[row]);
    }
    return new Solved(factors, gram.finished());
  }
}
