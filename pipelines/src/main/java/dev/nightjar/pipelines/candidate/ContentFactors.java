package dev.nightjar.pipelines.candidate;

import java.io.Serializable;

/**
 * Fuses the content of items (catalog text, reviews, pictures) and their ALS factors into one
 * vector; that of a user is the decayed mean of the items touched.
 *
 * @param method {@link FusionMethod#CONCAT} puts one after the other; the others need one space, to
 *     which the map of {@link Cold} brings the content
 * @param contentWeight share of the content, 0 to 1; mean and attention do not read it
 * @param regularization ridge weight of that map
 */
public record ContentFactors(FusionMethod method, double contentWeight, double regularization)
    implements Serializable {

  public static final ContentFactors DEFAULT = new ContentFactors(FusionMethod.CONCAT, 0.5, 10);

  public ContentFactors {
    Checks.within("vectors.content-weight", contentWeight, 0, 1);
  }

  /**
   * One vector an item, of length 1; an item that has only one part gets that part.
   *
   * @param content one vector an item, of any dimension
   * @param factors of ALS, zeros for items without events
   * @return absent without either
   */
  public Vectors fuse(Vectors content, Vectors factors) {
    if (content.isAbsent() || factors.isAbsent()) {
      return content.isAbsent() ? factors.normalized() : content.normalized();
    }
    return method == FusionMethod.CONCAT
        ? VectorParts.concat(content, factors, 1 - contentWeight)
        : VectorParts.fuse(
            method, Cold.ofAll(factors, content, regularization), factors, contentWeight);
  }
}
