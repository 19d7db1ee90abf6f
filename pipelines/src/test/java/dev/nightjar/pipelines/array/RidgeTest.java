package dev.nightjar.pipelines.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RidgeTest {

  @Test
  void coefficientsOfEveryTargetAreThoseOfTheNormalEquations() {
    Ridge ridge = new Ridge(2, 2);
    ridge.add(1, new double[] {1, 0}, 3, 1);
    ridge.add(2, new double[] {1, 1}, 4, 0);
    ridge.penalise(1);
    // (4 2; 2 3) b = (11; 8) and (1; 0)
    double[][] solved = ridge.solve();
    assertArrayEquals(new double[] {17 / 8.0, 10 / 8.0}, solved[0], 1e-12);
    assertArrayEquals(new double[] {3 / 8.0, -2 / 8.0}, solved[1], 1e-12);
    assertArrayEquals(solved[0], ridge.solve()[0], "solving leaves the sums as they were");
  }

  @Test
  void partsAddUpToTheWhole() {
    Ridge part = new Ridge(2, 1);
    part.add(2, new double[] {1, 1}, 4);
    Ridge whole = new Ridge(2, 1);
    whole.add(1, new double[] {1, 0}, 3);
    whole.add(part);
    whole.penalise(1);
    assertArrayEquals(new double[] {17 / 8.0, 10 / 8.0}, whole.solve()[0], 1e-12);
  }

  @Test
  void aCopyTakesRowsOfItsOwn() {
    Ridge shared = new Ridge(2);
    shared.add(1, new float[] {9, 1, 0}, 1);
    Ridge own = shared.copy();
    own.add(2, new float[] {1, 1}, 0);
    own.penalise(1);
    double[] right = {11, 8};
    own.decomposed().solve(right);
    assertArrayEquals(new double[] {17 / 8.0, 10 / 8.0}, right, 1e-12);
    ArithmeticException e = assertThrows(ArithmeticException.class, shared::decomposed);
    assertTrue(e.getMessage().contains("raise the regularization"), e.getMessage());
  }
}
