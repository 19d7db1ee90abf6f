package dev.nightjar.pipelines.candidate.als;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class HalfStepTest {

  @Test
  void aRowIsSolvedFromTheOtherSide() {
    float[] items = {2, 3};
    HalfStep step = new HalfStep(items, HalfStep.gram(items, 1), 1, 0.1, 2);
    RatingRows users =
        new RatingRows(
            new int[] {4, 7}, new int[] {0, 1, 3}, new int[] {0, 0, 1}, new float[] {1, 0.5f, 1});

    // (1 + 2 r) y summed over (13 + 2 r y^2 summed + 0.1 n)
    float first = 3 * 2 / (13 + 2 * 4 + 0.1f);
    float second = (2 * 2 + 3 * 3) / (13 + 1 * 4 + 2 * 9 + 0.2f);
    assertArrayEquals(new float[] {first, second}, step.solve(users), 1e-6f);
  }

  @Test
  void aRatingBelowZeroSaysWithItsSizeThatTheItemIsNotWanted() {
    float[] items = {2, 3};
    HalfStep step = new HalfStep(items, HalfStep.gram(items, 1), 1, 0.1, 2);
    RatingRows users =
        new RatingRows(new int[] {4}, new int[] {0, 2}, new int[] {0, 1}, new float[] {1, -0.5f});

    float solved = 3 * 2 / (13 + 2 * 4 + 1 * 9 + 0.1f);
    assertArrayEquals(new float[] {solved}, step.solve(users), 1e-6f);
  }
}
