package dev.nightjar.pipelines.fusion.ranker;

import java.io.Serializable;
import java.util.List;

/**
 * Orders the candidates of a user by a weighted sum of their features, and says which feature
 * counted how much.
 *
 * @param features names of the features in order
 * @param means the value of each feature that contributions are measured from
 * @param weights one a feature
 * @param base score of a candidate whose features are all at their means, which all contributions
 *     start from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lists would box every number
public record Ranker(List<String> features, double[] means, double[] weights, double base)
    implements Serializable {

  public Ranker {
    features = List.copyOf(features);
    if (features.size() != weights.length || features.size() != means.length) {
      throw new IllegalArgumentException(
          "ranker has %d features, %d means and %d weights; give one of each a feature"
              .formatted(features.size(), means.length, weights.length));
    }
  }

  /** The score of the candidate whose features begin at {@code from}; higher is better. */
  public double score(float[] values, int from) {
    double score = base;
    for (int f = 0; f < weights.length; f++) {
      score += weights[f] * (values[from + f] - means[f]);
    }
    return score;
  }

  /**
   * The score of each candidate.
   *
   * @param values of the features of all candidates, row by row
   */
  public float[] scores(float[] values, int candidates) {
    float[] scores = new float[candidates];
    for (int i = 0; i < candidates; i++) {
      scores[i] = (float) score(values, i * weights.length);
    }
    return scores;
  }

  /**
   * The part of each feature in the score: {@code base()} and the parts add up to {@code score},
   * but for rounding.
   */
  public double[] contributions(float[] values, int from) {
    double[] parts = new double[weights.length];
    for (int f = 0; f < parts.length; f++) {
      parts[f] = weights[f] * (values[from + f] - means[f]);
    }
    return parts;
  }
}
