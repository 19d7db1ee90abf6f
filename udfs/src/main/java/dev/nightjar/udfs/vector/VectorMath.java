package dev.nightjar.udfs.vector;

/**
 * Inner product, distances and norms of float vectors.
 *
 * <p>Sums run in double precision in index order and are rounded once, so a result never overflows
 * on the way and is the same on every machine.
 */
public final class VectorMath {

  private VectorMath() {}

  /** Sum of a[i]·b[i]; 0 for empty vectors. */
  public static double innerProduct(float[] a, float[] b) {
    requireSameDimension(a.length, b.length);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** The cosine of the angle between a and b, or NaN where either has no direction. */
  public static double cosine(float[] a, float[] b) {
    double product = innerProduct(a, b);
    double norms = Math.sqrt(innerProduct(a, a)) * Math.sqrt(innerProduct(b, b));
    return norms == 0 ? Double.NaN : product / norms;
  }

  /** The Euclidean distance of a and b. */
  public static double l2Distance(float[] a, float[] b) {
    requireSameDimension(a.length, b.length);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /**
   * The p-norm of a vector.
   *
   * @param degree 1, 2 or positive infinity
   */
  public static double norm(float[] vector, float degree) {
    requireDegree(degree);
    double norm = 0;
    if (degree == 2f) {
      return Math.sqrt(innerProduct(vector, vector));
    } else if (degree == 1f) {
      for (float value : vector) {
        norm += Math.abs((double) value);
      }
    } else {
      for (float value : vector) {
        norm = Math.max(norm, Math.abs(value));
      }
    }
    return norm;
  }

  /** The vector divided by its p-norm; NaN in every place where the norm is 0. */
  public static float[] normalize(float[] vector, float degree) {
    return divide(vector, norm(vector, degree));
  }

  /** Every element divided by a number. */
  public static float[] divide(float[] vector, double divisor) {
    float[] quotient = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      quotient[i] = (float) (vector[i] / divisor);
    }
    return quotient;
  }

  /** Refuses degrees of a norm other than 1, 2 and positive infinity. */
  public static void requireDegree(float degree) {
    if (degree != 1f && degree != 2f && degree != Float.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "norm degree is " + degree + "; use 1.0, 2.0 or float('inf')");
    }
  }

  /** Refuses two dimensions that differ. */
  public static void requireSameDimension(int first, int second) {
    if (first != second) {
      throw new IllegalArgumentException(
          "vectors have " + first + " and " + second + " dimensions; both must have the same");
    }
  }
}
