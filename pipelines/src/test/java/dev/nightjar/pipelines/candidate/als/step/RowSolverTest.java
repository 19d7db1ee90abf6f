package dev.nightjar.pipelines.candidate.als.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nightjar.pipelines.array.Vectors;
import org.junit.jupiter.api.Test;

class RowSolverTest {
  private static final Objective OBJECTIVE = new Objective(0.5, 2, 0.1, 0.25, 1);
  private static final Vectors ITEMS = new Vectors(2, 1, new float[] {2, 3});
  private static final float[] SQUARES = {2 * 2 + 3 * 3};
  private static final float[] ZEROS = {};

  @Test
  void aRowIsSolvedFromTheOtherSide() {
    RatingRows users =
        new RatingRows(
            new int[] {4, 7}, new int[] {0, 1, 3}, new int[] {0, 0, 1}, new float[] {1, 0.5f, 1});

    // (0.5 + 2 r) y summed over (0.5 * 13 + 2 r y^2 summed + 0.1 (n + 0.25 * 2))
    assertEquals(2.5f * 2 / (6.5f + 2 * 4 + 0.15f), solved(users, 0, 0, ZEROS), 1e-6f);
    assertEquals(
        (1.5f * 2 + 2.5f * 3) / (6.5f + 1 * 4 + 2 * 9 + 0.25f), solved(users, 1, 0, ZEROS), 1e-6f);
  }

  @Test
  void whereTheSearchStartsDoesNotMatterAndWhatPullsDoes() {
    RatingRows users =
        new RatingRows(new int[] {4}, new int[] {0, 1}, new int[] {0}, new float[] {1});
    assertEquals(solved(users, 0, 0, ZEROS), solved(users, 0, 5, ZEROS), 1e-5f);
    assertEquals(
        (2.5f * 2 + 0.15f * 3) / (6.5f + 2 * 4 + 0.15f),
        solved(users, 0, 0, new float[] {3}),
        1e-6f);
  }

  @Test
  void aRatingBelowZeroSaysWithItsSizeThatTheItemIsNotWanted() {
    RatingRows users =
        new RatingRows(new int[] {4}, new int[] {0, 2}, new int[] {0, 1}, new float[] {1, -0.5f});
    assertEquals(2.5f * 2 / (6.5f + 2 * 4 + 1 * 9 + 0.15f), solved(users, 0, 0, ZEROS), 1e-6f);
  }

  @Test
  void aRowWithoutLikesIsZero() {
    RatingRows users =
        new RatingRows(new int[] {4}, new int[] {0, 1}, new int[] {0}, new float[] {-1});
    assertEquals(0f, solved(users, 0, 7, ZEROS));
  }

  @Test
  void aLongRowNeedsNoMoreThanItsOwnRatings() {
    int size = 1000;
    int[] columns = new int[size];
    float[] values = new float[size];
    for (int r = 0; r < size; r++) {
      columns[r] = r % 2;
      values[r] = 1;
    }
    RatingRows users = new RatingRows(new int[] {0}, new int[] {0, size}, columns, values);
    float expected = 500 * 2.5f * (2 + 3) / (6.5f + 500 * 2f * (4 + 9) + 0.1f * 1000.5f);
    assertEquals(expected, solved(users, 0, 0, ZEROS), 1e-5f);
    assertArrayEquals(new float[] {2, 3}, ITEMS.values(), "the other side stays");
  }

  private static float solved(RatingRows rows, int row, float start, float[] wanted) {
    float[] factor = {start};
    new RowSolver(OBJECTIVE, ITEMS, 2, SQUARES).improve(rows, row, factor, wanted);
    return factor[0];
  }
}
