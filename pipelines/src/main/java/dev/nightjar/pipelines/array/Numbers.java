package dev.nightjar.pipelines.array;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Arrays of rows, multiples of arrays, and the streams of arrays that Java lacks. */
public final class Numbers {
  private Numbers() {}

  /** The numbers of a list, in its order. */
  public static int[] ints(List<Integer> boxed) {
    return boxed.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The numbers of a list, in its order. */
  public static float[] floats(List<Float> boxed) {
    float[] floats = new float[boxed.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = boxed.get(i);
    }
    return floats;
  }

  /** A copy in which each number is multiplied. */
  public static float[] times(float[] values, float factor) {
    float[] products = values.clone();
    for (int i = 0; i < products.length; i++) {
      products[i] *= factor;
    }
    return products;
  }

  /** The numbers of an array, in its order. */
  public static DoubleStream doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }
}
