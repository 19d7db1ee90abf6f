package dev.nightjar.udfs.vector;

/** Ways to make one vector of two. */
public final class VectorFusion {

  private VectorFusion() {}

  /**
   * alpha·a + (1 − alpha)·b.
   *
   * @param alpha the share of a, from 0 to 1
   */
  public static float[] weighted(float[] a, float[] b, double alpha) {
    VectorMath.requireSameDimension(a.length, b.length);
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException(
          "fusion weight alpha is " + alpha + "; use a number from 0 to 1");
    }
    return mix(a, b, alpha);
  }

  /** The elements of a followed by those of b; the dimensions may differ. */
  public static float[] concat(float[] a, float[] b) {
    float[] both = new float[a.length + b.length];
    System.arraycopy(a, 0, both, 0, a.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  /**
   * Scaled dot-product attention of a over the pair (a, b), after Vaswani et al., "Attention Is All
   * You Need", equation 1: the weights are softmax(a·a/√d, a·b/√d), and the result is their mean of
   * a and b. Two equal vectors give the vector itself.
   */
  public static float[] attention(float[] a, float[] b) {
    VectorMath.requireSameDimension(a.length, b.length);
    double scale = Math.sqrt(Math.max(1, a.length));
    double own = VectorMath.innerProduct(a, a) / scale;
    double other = VectorMath.innerProduct(a, b) / scale;
    return mix(a, b, 1 / (1 + Math.exp(other - own)));
  }

  private static float[] mix(float[] a, float[] b, double share) {
    float[] mixed = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      mixed[i] = (float) (share * a[i] + (1 - share) * b[i]);
    }
    return mixed;
  }
}
