package dev.nightjar.udfs.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorSumTest {

  @Test
  void sumsAndMeansAreWeighted() {
    VectorSum sum = new VectorSum();
    sum.add(new float[] {1, 2}, 3);
    sum.add(new float[] {5, 0}, 1);
    assertArrayEquals(new float[] {8, 6}, sum.sum());
    assertArrayEquals(new float[] {2, 1.5f}, sum.mean());
    assertEquals(2, sum.count());
  }

  @Test
  void nothingSumsToNothing() {
    VectorSum sum = new VectorSum();
    sum.add(new VectorSum());
    assertEquals(0, sum.count());
    assertArrayEquals(new float[0], sum.mean());
    assertArrayEquals(new float[0], VectorSum.fromBytes(sum.toBytes()).sum());
  }

  /** Sums of wildly different sizes that cancel, against exact decimal arithmetic. */
  @Test
  void theOrderDoesNotShowAndTheSumIsTheExactOneRounded() {
    long seed = 11;
    Random random = new Random(seed);
    List<Float> values = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < 5000; i++) {
      values.add((float) (random.nextGaussian() * Math.pow(10, random.nextInt(12))));
      weights.add(random.nextDouble());
      exact = exact.add(new BigDecimal(values.get(i)).multiply(new BigDecimal(weights.get(i))));
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      order.add(i);
    }
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(order, random);
      VectorSum left = new VectorSum();
      VectorSum right = new VectorSum();
      for (int i : order) {
        (i % 3 == round % 3 ? left : right).add(new float[] {values.get(i)}, weights.get(i));
      }
      left.add(VectorSum.fromBytes(right.toBytes()));
      assertEquals(exact.round(MathContext.DECIMAL64).floatValue(), left.sum()[0], "seed " + seed);
    }
  }

  @Test
  void infinityStaysInfinity() {
    VectorSum sum = new VectorSum();
    sum.add(new float[] {Float.POSITIVE_INFINITY}, 1);
    sum.add(new float[] {1}, 1);
    assertArrayEquals(new float[] {Float.POSITIVE_INFINITY}, sum.sum());
  }

  @Test
  void differentDimensionsAreRefused() {
    VectorSum sum = new VectorSum();
    sum.add(new float[2], 1);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> sum.add(new float[3], 1));
    assertEquals("vectors have 2 and 3 dimensions; both must have the same", error.getMessage());
  }
}
