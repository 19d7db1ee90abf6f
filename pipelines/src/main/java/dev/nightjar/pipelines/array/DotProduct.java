package dev.nightjar.pipelines.array;

/**
 * The loops of inner products. Each keeps the order of its sum and says so: another order gives
 * other last bits, and with them other published lists.
 */
public final class DotProduct {
  private DotProduct() {}

  /** Of two vectors, from the first number to the last. */
  public static double of(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  /** Of the vectors that begin at {@code i} and {@code j}, from the first number to the last. */
  static float inOrder(float[] a, int i, float[] b, int j, int dimension) {
    float sum = 0;
    for (int d = 0; d < dimension; d++) {
      sum += a[i + d] * b[j + d];
    }
    return sum;
  }

  /** The same by four sums side by side, so that an addition need not wait for the one before. */
  static float byFourSums(float[] a, int i, float[] b, int j, int dimension) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int d = 0;
    for (; d + 3 < dimension; d += 4) {
      sum0 += a[i + d] * b[j + d];
      sum1 += a[i + d + 1] * b[j + d + 1];
      sum2 += a[i + d + 2] * b[j + d + 2];
      sum3 += a[i + d + 3] * b[j + d + 3];
    }
    for (; d < dimension; d++) {
      sum0 += a[i + d] * b[j + d];
    }
    return sum0 + sum1 + sum2 + sum3;
  }

  /**
   * Of a query and the vector that begins at {@code from}: four products, each rounded, are added
   * up and then added to the sum; what is left is added one by one.
   */
  static float byFours(float[] query, float[] vectors, int from) {
    float sum = 0;
    int d = 0;
    for (; d + 3 < query.length; d += 4) {
      int i = from + d;
      sum +=
          query[d] * vectors[i]
              + query[d + 1] * vectors[i + 1]
              + query[d + 2] * vectors[i + 2]
              + query[d + 3] * vectors[i + 3];
    }
    for (; d < query.length; d++) {
      sum += query[d] * vectors[from + d];
    }
    return sum;
  }

  /**
   * Adds the first numbers of four vectors one after the other by fused multiply-adds, the fastest
   * there is: {@code sums += a * numbers0}, then {@code b * numbers1} and so on. Four are the
   * largest body that HotSpot 17 vectorises wherever the loop is inlined.
   */
  static void addFourFused(
      float[] sums,
      int count,
      float[] numbers0,
      float[] numbers1,
      float[] numbers2,
      float[] numbers3,
      float a,
      float b,
      float c,
      float d) {
    for (int i = 0; i < count; i++) {
      sums[i] =
          Math.fma(
              d,
              numbers3[i],
              Math.fma(
                  c, numbers2[i], Math.fma(b, numbers1[i], Math.fma(a, numbers0[i], sums[i]))));
    }
  }

  /** Adds the first {@code count} numbers of the first {@code many} vectors in order, weighed. */
  static void addFused(float[] sums, int count, int many, float[][] vectors, float[] weights) {
    int v = 0;
    for (; v + 4 <= many; v += 4) {
      addFourFused(
          sums,
          count,
          vectors[v],
          vectors[v + 1],
          vectors[v + 2],
          vectors[v + 3],
          weights[v],
          weights[v + 1],
          weights[v + 2],
          weights[v + 3]);
    }
    for (; v < many; v++) {
      for (int i = 0; i < count; i++) {
        sums[i] = Math.fma(weights[v], vectors[v][i], sums[i]);
      }
    }
  }

  /** A row vector times a matrix, given by its rows, added to a sum. */
  public static void addProduct(float[] sum, float[] vector, float[][] matrix) {
    addFused(sum, sum.length, vector.length, matrix, vector);
  }
}
