package dev.nightjar.udfs.vector;

import java.nio.ByteBuffer;

/**
 * A weighted sum of vectors with its count and total weight, in twice double precision.
 *
 * <p>Every element is kept as a pair of doubles that together hold about 106 bits (Dekker's
 * double-double), so the order in which vectors and partial sums arrive does not show in the floats
 * that come out. Distributed sums are reproducible that way.
 */
public final class VectorSum {

  /** The elements, and after them the total weight; both empty while nothing was added. */
  private double[] high = {};

  private double[] low = {};
  private long count;

  /** How many vectors were added; the first fixes the dimension. */
  public long count() {
    return count;
  }

  /** Adds weight·vector; the product's rounding error is added as well. */
  public void add(float[] vector, double weight) {
    requireDimension(vector.length);
    for (int i = 0; i < vector.length; i++) {
      double product = vector[i] * weight;
      addTo(i, product, Math.fma(vector[i], weight, -product));
    }
    addTo(vector.length, weight, 0);
    count++;
  }

  /** Adds all that another sum holds. */
  public void add(VectorSum other) {
    if (other.count == 0) {
      return;
    }
    requireDimension(other.high.length - 1);
    for (int i = 0; i < high.length; i++) {
      addTo(i, other.high[i], other.low[i]);
    }
    count += other.count;
  }

  /** The sum; empty where nothing was added. */
  public float[] sum() {
    return scaled(1);
  }

  /** The sum divided by the total weight; NaN or infinite where that is 0. */
  public float[] mean() {
    return scaled(count == 0 ? 1 : high[high.length - 1]);
  }

  private void requireDimension(int dimension) {
    if (count == 0) {
      high = new double[dimension + 1];
      low = new double[dimension + 1];
    }
    VectorMath.requireSameDimension(high.length - 1, dimension);
  }

  private float[] scaled(double divisor) {
    float[] result = new float[Math.max(0, high.length - 1)];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) ((high[i] + low[i]) / divisor);
    }
    return result;
  }

  private void addTo(int i, double value, double rest) {
    double sum = high[i] + value;
    if (!Double.isFinite(sum)) {
      high[i] = sum;
      low[i] = 0;
      return;
    }
    double error = twoSumError(high[i], value, sum) + low[i] + rest;
    high[i] = sum + error;
    low[i] = error - (high[i] - sum);
  }

  /** What rounding lost in a + b = sum, exactly (Knuth, TAOCP volume 2, 4.2.2 theorem B). */
  private static double twoSumError(double a, double b, double sum) {
    double partB = sum - a;
    return (a - (sum - partB)) + (b - partB);
  }

  /** Writes the sum for another process. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate((2 * high.length + 1) * Double.BYTES);
    bytes.putLong(count);
    for (int i = 0; i < high.length; i++) {
      bytes.putDouble(high[i]).putDouble(low[i]);
    }
    return bytes.array();
  }

  /** Reads what {@link #toBytes()} wrote. */
  public static VectorSum fromBytes(byte[] written) {
    ByteBuffer bytes = ByteBuffer.wrap(written);
    VectorSum sum = new VectorSum();
    sum.count = bytes.getLong();
    int length = bytes.remaining() / (2 * Double.BYTES);
    sum.high = new double[length];
    sum.low = new double[length];
    for (int i = 0; i < length; i++) {
      sum.high[i] = bytes.getDouble();
      sum.low[i] = bytes.getDouble();
    }
    return sum;
  }
}
