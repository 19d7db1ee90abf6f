package dev.nightjar.pipelines.candidate.content;

import dev.nightjar.pipelines.array.Bounds;
import dev.nightjar.pipelines.array.Vectors;
import dev.nightjar.pipelines.settings.choice.FusionMethod;
import dev.nightjar.udfs.vector.VectorFusion;

/** Fuses two kinds of item vectors, such as catalog text and reviews, or both and pictures. */
public final class VectorParts {
  private VectorParts() {}

  /**
   * One vector an item, of length 1; an item that has only one part gets that part.
   *
   * @param first normalised before it is fused, as is {@code second}
   * @param weight share of the first part, 0 to 1; only {@link FusionMethod#WEIGHTED} reads it
   */
  public static Vectors fuse(FusionMethod method, Vectors first, Vectors second, double weight) {
    Bounds.within("features.review-weight", weight, 0, 1);
    if (first.isAbsent() || second.isAbsent()) {
      return first.isAbsent() ? second.normalized() : first.normalized();
    }
    if (method != FusionMethod.CONCAT && first.dimension() != second.dimension()) {
      throw new IllegalArgumentException(
          "vectors of dimension %d and %d cannot be fused by %s; set features.fusion = concat"
              .formatted(first.dimension(), second.dimension(), method));
    }
    Vectors a = first.normalized();
    Vectors b = second.normalized();
    int dimension = method == FusionMethod.CONCAT ? a.dimension() + b.dimension() : a.dimension();
    Vectors fused = Vectors.zeros(a.count(), dimension);
    for (int item = 0; item < a.count(); item++) {
      float[] vector = fused(method, a.at(item), b.at(item), weight);
      System.arraycopy(vector, 0, fused.values(), item * dimension, dimension);
    }
    return fused.normalized();
  }

  /**
   * One vector an item, of length 1: its parts one after the other, scaled so that the cosine of
   * two items with both is {@code 1 - share} times the cosine of their first parts plus {@code
   * share} times that of their second. An item with one part has zeros for the other.
   *
   * @param first of any dimension, as is {@code second}
   * @param share of the second part, 0 to 1
   */
  public static Vectors concat(Vectors first, Vectors second, double share) {
    Bounds.within("features.image-weight", share, 0, 1);
    Vectors a = first.normalized();
    Vectors b = second.normalized();
    Vectors joined = Vectors.zeros(a.count(), a.dimension() + b.dimension());
    for (int item = 0; item < a.count(); item++) {
      boolean both = a.has(item) && b.has(item);
      int at = item * joined.dimension();
      copy(a, item, both ? Math.sqrt(1 - share) : 1, joined.values(), at);
      copy(b, item, both ? Math.sqrt(share) : 1, joined.values(), at + a.dimension());
    }
    return joined.normalized();
  }

  private static void copy(Vectors from, int item, double scale, float[] to, int at) {
    int start = item * from.dimension();
    for (int d = 0; d < from.dimension(); d++) {
      to[at + d] = (float) (scale * from.values()[start + d]);
    }
  }

  private static float[] fused(FusionMethod method, float[] a, float[] b, double weight) {
    boolean single = isZero(a) || isZero(b);
    return switch (method) {
      case CONCAT -> VectorFusion.concat(a, b);
      case MEAN -> single ? present(a, b) : VectorFusion.weighted(a, b, 0.5);
      case WEIGHTED -> single ? present(a, b) : VectorFusion.weighted(a, b, weight);
      case ATTENTION -> single ? present(a, b) : VectorFusion.attention(a, b);
    };
  }

  private static float[] present(float[] a, float[] b) {
    return isZero(a) ? b : a;
  }

  private static boolean isZero(float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }
}
